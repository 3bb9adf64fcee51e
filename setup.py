"""What pyproject.toml cannot say: templates/ keeps its place at the top and is packed as briefkit.theme."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["briefkit*"]), "briefkit.theme"],
    package_dir={"briefkit.theme": "templates"},
    package_data={
        "briefkit": ["starter/**/*", "starter/.gitignore", "starter/**/.gitkeep", "serve/client/*"],
        "briefkit.cards": ["*.ttf", "*.txt"],
        "briefkit.theme": ["**/*"],
    },
)
