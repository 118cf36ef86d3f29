"""The Bot API schema that aiogram's source archive carries, and whether an object of ours is what it says."""

import json
import re
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).resolve().parents[2] / "var" / "bot-api-schema.json"

RESULTS = {
    "getMe": "User",
    "getUpdates": "Array of Update",
    "setWebhook": "True",
    "deleteWebhook": "True",
    "getWebhookInfo": "WebhookInfo",
    "sendMessage": "Message",
    "editMessageText": "Message",
    "editMessageReplyMarkup": "Message",
    "deleteMessage": "True",
    "copyMessage": "MessageId",
    "sendVoice": "Message",
    "sendPhoto": "Message",
    "sendDocument": "Message",
    "getFile": "File",
    "sendChatAction": "True",
    "answerCallbackQuery": "True",
    "setMyCommands": "True",
    "getMyCommands": "Array of BotCommand",
    "deleteMyCommands": "True",
    "createForumTopic": "ForumTopic",
    "editForumTopic": "True",
    "closeForumTopic": "True",
    "reopenForumTopic": "True",
    "deleteForumTopic": "True",
    "getChat": "ChatFullInfo",
    "getChatMember": "ChatMember",
    "getChatAdministrators": "Array of ChatMember",
    "getChatMemberCount": "Integer",
    "leaveChat": "True",
}
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}


class Schema:
    """Types by name, with their fields; a union is a type without fields that lists its kinds in its description."""

    def __init__(self, path: Path = SCHEMA) -> None:
        entries = [entry for group in json.loads(path.read_text())["items"] for entry in group["children"]]
        methods = [entry for entry in entries if entry["category"] == "methods"]
        self.parameters = {entry["name"]: {one["name"] for one in entry["annotations"]} for entry in methods}
        self.methods = set(self.parameters)
        self.types = {entry["name"]: entry for entry in entries if entry["category"] == "types"}

    def faults(self, value: Any, kind: str, where: str = "") -> list[str]:
        """What is wrong with `value` as a `kind`: each with the place where it is; empty when all is well."""
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where}: {value!r} is no {kind}"]
            inner = kind.removeprefix("Array of ")
            return [fault for at, one in enumerate(value) for fault in self.faults(one, inner, f"{where}[{at}]")]
        if kind in _PLAIN:
            right = isinstance(value, _PLAIN[kind]) and (isinstance(value, bool) == (kind in {"Boolean", "True"}))
            return [] if right and (kind != "True" or value is True) else [f"{where}: {value!r} is no {kind}"]
        kinds = kind.split(" or ") if " or " in kind else self._kinds(kind)
        if kinds:
            tried = [self.faults(value, one, where) for one in kinds]
            return min(tried, key=len)
        return self._object_faults(value, kind, where)

    def _kinds(self, kind: str) -> list[str]:
        entry = self.types[kind]
        return [] if entry["annotations"] else re.findall(r"^\s*- (\w+)\s*$", entry["description"], re.MULTILINE)

    def _object_faults(self, value: Any, kind: str, where: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no {kind}"]
        fields = {field["name"]: field for field in self.types[kind]["annotations"]}
        found = [f"{where}.{name}: {kind} has no such field" for name in value.keys() - fields.keys()]
        found += [f"{where}.{name}: {kind} needs it" for name, field in fields.items() if field["required"] and name not in value]
        for name, field in fields.items():
            if name in value:
                found += self.faults(value[name], field["type"], f"{where}.{name}")
                found += self._constant_faults(value[name], field["description"], f"{where}.{name}")
        return found

    @staticmethod
    def _constant_faults(value: Any, description: str, where: str) -> list[str]:
        """Fields such as `status` and `type` name the one value they always have."""
        constant = re.search(r"always ['\"“](\w+)['\"”]", description)
        return [f"{where}: {value!r} should be {constant[1]!r}"] if constant and value != constant[1] else []
