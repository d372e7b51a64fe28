import Japanese
import Site

/// What residents come to do: the guide for bereaved families, and giving up a visit that they booked.
enum GuideDoor {
    static let all = [begin, cancel]

    private static let begin = ResidentDoorSource { _ in
        ResidentDoor(
            Wording("家族が亡くなったとき", "かぞくが なくなった とき", "When a family member has died"),
            note: Wording(
                "質問に答えると、必要な手続きと期限、持ち物が分かります（約5分）。窓口の予約もできます。",
                "しつもんに こたえると、しなければ ならない ことと、いつまでに するか、もって いく ものが わかります（5分くらい）。まどぐちの よやくも できます。",
                "Answer a few questions to see which procedures you need, by when, and what to bring (about 5 minutes). You can also book a visit to the desk."
            )
        ) { "/guides/\(BereavementDesk.event)/\($0.rawValue)" }
    }

    private static let cancel = ResidentDoorSource { _ in
        ResidentDoor(
            Wording("おくやみコーナーの予約を取り消すとき", "おくやみコーナーの よやくを やめる とき", "Cancelling a visit to the bereavement desk"),
            note: Wording(
                "予約したときの番号を使います。", "よやくした ときの ばんごうが いります。", "You need the code from your booking.")
        ) { "/guides/\(BereavementDesk.event)/\($0.rawValue)/booking/cancel" }
    }
}
