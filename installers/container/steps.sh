#!/bin/sh
# The steps of the image, each by its name: `steps.sh system`, `steps.sh program FOLDER`, `steps.sh user`.
# The Dockerfile runs them, and so does trial.sh, in a plain Debian without a container.
set -eu

# Of other programs only what a service needs: Python, and a font for subtitles in the picture.
system() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends \
        python3 python3-venv ca-certificates fonts-dejavu-core >/dev/null
    rm -rf /var/lib/apt/lists/*
}

# The program in a folder that holds its checkout, without the window; TORCH is cpu or such as cu128.
program() {
    cd "$1"
    MOUTHPIECE_TORCH="${TORCH:-cpu}" PIP_NO_CACHE_DIR=1 python3 -c '
from pathlib import Path
from app.setup.environment import Environment
Environment(Path.cwd()).prepare()'
    .venv/bin/python -m pip uninstall -q -y pyside6-addons pyside6-essentials shiboken6
    # Nothing can be written there later, so everything is compiled now.
    .venv/bin/python -m compileall -q -j 0 app avatar_gen speech_gen talker
    printf '#!/bin/sh\nexec %s/.venv/bin/python -P -m app.cli "$@"\n' "$1" >/usr/local/bin/mouthpiece
    chmod 755 /usr/local/bin/mouthpiece
}

# Who runs it: nobody else's number, and the folders that are volumes.
user() {
    groupadd --gid 10001 mouthpiece
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin mouthpiece
    install -d -o mouthpiece -g mouthpiece -m 700 /data
    install -d -o mouthpiece -g mouthpiece -m 755 /data/models /output
}

"$@"
