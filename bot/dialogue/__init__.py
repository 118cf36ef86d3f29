"""The flow language: model, loader, checker and engine. The engine is a pure function."""
