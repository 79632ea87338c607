"""The language of the window: which one, its translation file, and switching at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from app.settings.window import Language

FOLDER = Path(__file__).parent.parent / "translations"
_TRADITIONAL = frozenset({"Hant", "TW", "HK", "MO"})


def resolve(language: Language, names: list[str]) -> Language:
    """`system` becomes the first of the system's languages (`zh-Hans-CN`) that we know."""
    if language is not Language.SYSTEM:
        return language
    for name in names:
        parts = name.replace("_", "-").split("-")
        if parts[0] == "zh":
            traditional = bool(_TRADITIONAL & set(parts))
            return Language.TRADITIONAL_CHINESE if traditional else Language.SIMPLIFIED_CHINESE
        if parts[0] == "en":
            return Language.ENGLISH
    return Language.ENGLISH


def language_in_use() -> Language:
    """The language that the window has now."""
    return resolve(Language.SYSTEM, [QLocale().name()])


class Translations(QObject):
    """Puts translators into the application; widgets hear of it by QEvent.LanguageChange."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self.language: Language | None = None

    def use(self, language: Language, system: QLocale) -> None:
        """Switches to a language; nothing happens when it is in use already."""
        chosen = resolve(language, system.uiLanguages())
        if chosen is self.language:
            return
        self.end()
        self.language = chosen
        QLocale.setDefault(QLocale(chosen.value))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Qt's own words (OK, Cancel) first, so that ours win.
        for name, folder in ((f"qtbase_{chosen.value}", qt), (chosen.value, str(FOLDER))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)

    def end(self) -> None:
        """Takes the translators out of the application."""
        for old in self._installed:
            self._application.removeTranslator(old)
            old.deleteLater()
        self._installed.clear()
