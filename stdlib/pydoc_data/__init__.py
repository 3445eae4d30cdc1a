"""The texts that help() shows about the language."""
