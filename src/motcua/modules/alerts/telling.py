"""What a stored message says: as a CAP message, and as changes for whoever listens."""

from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.words import Text
from motcua.modules.broadcast.rules import Change

from .models import Alert
from .packs import Event, events
from .ports import Issuer
from .rules import cap, wording
from .rules.cap import Certainty, MsgType, Response, Severity, Status, Urgency
from .rules.drafts import Draft
from .rules.wording import Ending, number

#: The CloudEvents type of each message going out, and of its end.
KINDS = {
    MsgType.ALERT: "vn.motcua.alert.issued.v1",
    MsgType.UPDATE: "vn.motcua.alert.updated.v1",
    MsgType.CANCEL: "vn.motcua.alert.cancelled.v1",
}
EXPIRED = "vn.motcua.alert.expired.v1"
_OVER = Text("Hết hiệu lực: ", "Expired: ")
#: How long the message that takes another back is told, at least.
ENDING_LASTS = timedelta(hours=1)
LANGUAGES = (("vi-VN", "vi"), ("en-US", "en"))


def status() -> Status:
    """What every message is marked as that nobody marks otherwise."""
    return Status.EXERCISE if plugs.get(Issuer).is_exercise else Status.ACTUAL


def identifier(key: UUID) -> str:
    """What the world calls a message."""
    return f"urn:uuid:{key}"


def event_of(code: str) -> Event:
    """The kind of warning; one that was taken off the list since is told as another emergency."""
    return events().get(code) or events()["other"]


def references(alert: Alert) -> list[cap.Reference]:
    """Every message of the chain that went out before this one, oldest first."""
    earlier = Alert.objects.filter(chain=alert.chain, sent_at__isnull=False).exclude(id=alert.id)
    return [
        cap.Reference(each.sender, identifier(each.id), each.sent_at)
        for each in earlier.order_by("sent_at", "id")
        if each.sent_at is not None and (alert.sent_at is None or each.sent_at <= alert.sent_at)
    ]


def message(alert: Alert, *, sent: datetime) -> cap.Message:
    """The message in the information model of CAP. `sent` stands in while it is a proposal."""
    return cap.Message(
        identifier=identifier(alert.id),
        sender=alert.sender,
        sent=alert.sent_at or sent,
        status=Status(alert.status),
        type=MsgType(alert.type),
        infos=tuple(_info(alert, tag, language, sent) for tag, language in LANGUAGES),
        references=tuple(references(alert)),
        note="Exercise" if alert.status == Status.EXERCISE else "",
        incidents=(str(alert.chain),),
    )


def changes(alert: Alert, kind: str, *, at: datetime) -> list[Change]:
    """One change for each place, so that whoever listens to a place alone hears of it."""
    data = public_facts(alert)
    if kind == EXPIRED:
        data["title"] = {
            "vi": _OVER.vi + alert.headline_vi,
            "en": _OVER.en + (alert.headline_en or alert.headline_vi),
        }
    return [
        Change(f"alerts.{alert.event}", kind, f"alert:{alert.id}", place.code, at, data)
        for place in alert.places.order_by("code")
    ]


def draft_of(alert: Alert) -> Draft:
    """What a stored message says."""
    return Draft(
        event=alert.event,
        places=tuple(alert.places.order_by("code").values_list("code", flat=True)),
        severity=Severity(alert.severity),
        urgency=Urgency(alert.urgency),
        certainty=Certainty(alert.certainty),
        headline=Text(alert.headline_vi, alert.headline_en),
        description=Text(alert.description_vi, alert.description_en),
        instruction=Text(alert.instruction_vi, alert.instruction_en),
        expires=alert.expires_at,
        status=Status(alert.status),
        responses=tuple(map(Response, alert.responses)),
        onset=alert.onset,
    )


def ending_of(alert: Alert, ending: Ending, *, at: datetime) -> Draft:
    """What is said when a warning is taken back."""
    headline, description = wording.ending(ending, Text(alert.headline_vi, alert.headline_en))
    was = draft_of(alert)
    return Draft(
        event=was.event,
        places=was.places,
        severity=was.severity,
        urgency=Urgency.PAST,
        certainty=was.certainty,
        headline=headline,
        description=description,
        instruction=wording.NOTHING_TO_DO,
        expires=max(at + ENDING_LASTS, alert.expires_at),
        status=was.status,
        responses=(Response.ALL_CLEAR,) if ending is Ending.OVER else (Response.NONE,),
    )


def public_facts(alert: Alert) -> dict[str, object]:
    """What a listener is told of a message, in both languages."""
    base = plugs.get(Issuer).base_url
    return {
        "id": str(alert.id),
        "identifier": identifier(alert.id),
        "status": alert.status,
        "type": alert.type,
        "event": alert.event,
        "severity": alert.severity,
        "urgency": alert.urgency,
        "certainty": alert.certainty,
        "sent": (alert.sent_at or alert.proposed_at).isoformat(),
        "expires": alert.expires_at.isoformat(),
        "places": [
            {"code": place.code, "name": {"vi": place.name_vi, "en": place.name_en}}
            for place in alert.places.order_by("code")
        ],
        "title": {"vi": alert.headline_vi, "en": alert.headline_en},
        "summary": {"vi": alert.description_vi, "en": alert.description_en},
        "instruction": {"vi": alert.instruction_vi, "en": alert.instruction_en},
        "follows": str(alert.former_id) if alert.former_id else None,
        "cap": f"{base}/alerts/{alert.id}.cap.xml",
    }


def _info(alert: Alert, tag: str, language: str, sent: datetime) -> cap.Info:
    issuer, event = plugs.get(Issuer), event_of(alert.event)
    return cap.Info(
        language=tag,
        categories=event.categories,
        event=event.text.in_(language),
        urgency=Urgency(alert.urgency),
        severity=Severity(alert.severity),
        certainty=Certainty(alert.certainty),
        expires=alert.expires_at,
        responses=tuple(map(Response, alert.responses)),
        event_codes=(("OET:v1.2", event.oet), ("MOTCUA", event.code)),
        effective=alert.sent_at or sent,
        onset=alert.onset,
        sender_name=issuer.name.in_(language),
        headline=Text(alert.headline_vi, alert.headline_en).in_(language),
        description=Text(alert.description_vi, alert.description_en).in_(language),
        instruction=Text(alert.instruction_vi, alert.instruction_en).in_(language),
        web=f"{issuer.base_url}/{'en/' if language == 'en' else ''}city/alerts/{alert.id}",
        contact=issuer.contact,
        parameters=_parameters(alert),
        areas=_areas(alert, language),
    )


def _parameters(alert: Alert) -> tuple[cap.Named, ...]:
    """What a rule measured, so that the number can be looked up again."""
    version = alert.rule_version
    if version is None:
        return ()
    found = [("RULE", version.code), ("RULE-VERSION", version.digest),
             ("INDICATOR", version.indicator)]  # fmt: skip
    if alert.basis:
        last = alert.basis[-1]
        found += [
            ("VALUE", number(float(last["value"]), language="en").replace(",", "")),
            ("PERIOD-END", str(last["end"])),
            ("FORMULA-VERSION", str(last["formula"])),
        ]
    return tuple(found)


def _areas(alert: Alert, language: str) -> tuple[cap.Area, ...]:
    return tuple(
        cap.Area(
            Text(place.name_vi, place.name_en).in_(language),
            (("VN-DVHC", place.code),),
            tuple(tuple((lat, lon) for lat, lon in ring) for ring in place.rings),
        )
        for place in alert.places.order_by("code")
    )
