"""Makes the prompt: the choices of people who write none, their own words, and the style's."""

from __future__ import annotations

from avatar_gen.options.wanted import Background, Framing, Light, Person
from avatar_gen.request import AvatarOptions
from avatar_gen.styles import read_look

# What a presenter must not have, whatever else is asked for: the mouth has to be free.
_FOR_TALKING = "two people, hand on face, microphone, mask, open mouth, profile view, cropped head"

_FRAMING = {
    Framing.FACE: "close-up of the face",
    Framing.HEAD_AND_SHOULDERS: "head and shoulders",
    Framing.HALF_BODY: "half-length view",
}
_LIGHT = {
    Light.STUDIO: "studio light",
    Light.SOFT: "soft even light",
    Light.WINDOW: "light from a window",
    Light.SUN: "sunlight",
}
_BACKGROUND = {
    Background.PLAIN: "plain background",
    Background.OFFICE: "office in the background",
    Background.STUDIO: "studio backdrop",
    Background.NEWSROOM: "newsroom in the background",
    Background.CITY: "city street in the background",
    Background.NATURE: "nature in the background",
}


def compose(options: AvatarOptions) -> tuple[str, str]:
    """The whole prompt and the whole negative prompt.

    Once a person is chosen, the portrait is asked to be one that can speak.
    """
    look = read_look(options.style)
    built = _person(options)
    words = ", ".join(part for part in (*built, options.prompt.strip()) if part)
    prompt = look.prompt.replace("{prompt}", words).strip().strip(",").strip()
    without = (options.negative.strip(), look.negative, _FOR_TALKING if built else "")
    return prompt, ", ".join(part for part in without if part)


def _person(options: AvatarOptions) -> list[str]:
    chosen = [
        _FRAMING.get(options.framing, ""),
        f"wearing {options.clothing.strip()}" if options.clothing.strip() else "",
        _LIGHT.get(options.light, ""),
        _BACKGROUND.get(options.background, ""),
    ]
    if options.person is Person.ANY and not options.age and not any(chosen):
        return []
    noun = "person" if options.person is Person.ANY else options.person.value
    aged = f" about {options.age} years old" if options.age else ""
    first = f"portrait of a {noun}{aged}, looking into the camera, mouth closed"
    return [first, *(part for part in chosen if part)]
