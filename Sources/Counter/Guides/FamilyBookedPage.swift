import Site

/// What was booked, with the code to change it.
struct FamilyBookedPage {
    let place: GuidePlace
    let number: String
    let code: GuideCode
    let visit: SlotTable.Slot?
    let settings: DeskSettings

    var page: Page {
        let words = place.words
        let contact = settings.contact
        let when = visit.map { slot in
            words(
                slot.japanese, "\(words.day(slot.day)) \(TimeOfDay.figures(slot.starts))",
                "\(words.day(slot.day)), \(TimeOfDay.figures(slot.starts))")
        }
        let later = words("窓口から電話でご相談します。", "まどぐちから 電話します。", "The desk will call you.")
        return place.page(
            when == nil
                ? words("受け付けました", "うけつけました", "We have your request")
                : words("予約しました", "よやくしました", "Your visit is booked"), at: nil,
            body: """
                \(SummaryList([
                    (words("来庁の日時", "来る 日と 時間", "Day and time"), "\(when ?? later)"),
                    (words("場所", "ばしょ", "Where"), "\(contact.isEmpty ? words("おくやみコーナー", "おくやみコーナー", "Bereavement desk") : contact)"),
                    (words("受付番号", "番号", "Number"), "\(number)"),
                ]))
                <p>\(words(
                    "予約を取り消すときは、次の番号を使います。書き留めるか、この画面を印刷してください。", "やめる ときは、この 番号を つかいます。書いて ください。",
                    "To cancel the visit you need this code. Write it down, or print this page."))</p>
                <p class="guide-code">\(code.text)</p>
                <p>\(words(
                    "前の日までに、持ち物などを電話でお伝えします。", "前の 日までに、電話します。", "We will call you before the visit to tell you what to bring."))</p>
                <div class="actions">\(ButtonLink(
                    words("予約を取り消す", "よやくを やめる", "Cancel a visit"), place.path("booking/cancel")))\
                \(ButtonLink(words("最初のページへ", "さいしょの ページ", "First page"), place.path()))</div>
                """)
    }
}
