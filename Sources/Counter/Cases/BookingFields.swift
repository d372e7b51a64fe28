import Japanese
import Site
import Ward

/// What is asked when a visit is booked, by phone and on the web alike.
struct BookingFields {
    let language: PageLanguage
    /// The desk writes notes; families do not.
    let isDesk: Bool

    private func words(_ japanese: String, _ easy: String, _ english: String) -> String {
        Wording(japanese, easy, english)[language]
    }

    private var nameLabel: String { words("亡くなった方の氏名", "なくなった 人の 名前", "Name of the person who died") }
    private var kanaLabel: String {
        words("亡くなった方のフリガナ", "なくなった 人の 名前（カタカナ）", "Their name in katakana")
    }
    private var birthLabel: String {
        words("亡くなった方の生年月日", "なくなった 人の 生まれた 日", "Their date of birth")
    }
    private var deathLabel: String { words("亡くなった日", "なくなった 日", "Date of death") }
    private var addressLabel: String {
        words("亡くなった方の住所（住民票）", "なくなった 人の 住所", "Their registered address")
    }
    private var visitorLabel: String { words("来庁する方の氏名", "来る 人の 名前", "Name of the visitor") }
    private var relationLabel: String {
        words("亡くなった方との関係", "なくなった 人との 関係", "Relation to the person who died")
    }
    private var phoneLabel: String { words("電話番号", "電話番号", "Phone number") }
    private var wishLabel: String { words("来庁のときに必要なもの", "来る とき いる もの", "Needs at the visit") }
    private var consentLabel: String {
        words("同意していただけること", "して いい こと", "What you agree to")
    }
    private var reminderLabel: String {
        words("手続きの期限が近づいたときのお知らせ", "きげんの 前の おしらせ", "Reminders before deadlines")
    }
    private var languageLabel: String { words("ご案内の言葉", "ことば", "Language of the visit") }

    private static let relationWords: [String: Wording] = [
        "配偶者": Wording("配偶者", "夫・妻", "Spouse"), "子": Wording("子", "子ども", "Child"),
        "父母": Wording("父母", "父・母", "Parent"), "兄弟姉妹": Wording("兄弟姉妹", "きょうだい", "Brother or sister"),
        "孫": Wording("孫", "まご", "Grandchild"), "そのほかの親族": Wording("そのほかの親族", "ほかの しんせき", "Other relative"),
        "同居人": Wording("同居人", "いっしょに 住んで いた 人", "Shared the home"),
        "代理人": Wording("代理人", "かわりの 人", "Proxy"),
        "成年後見人など": Wording("成年後見人など", "成年後見人など", "Guardian"), "そのほか": Wording("そのほか", "ほか", "Other"),
    ]

    private static func wish(_ wish: VisitWish) -> Wording {
        switch wish {
        case .interpreter: Wording(wish.title, "通訳（ことばを てつだう 人）", "An interpreter")
        case .wheelchair: Wording(wish.title, "車いすで 入れる ところ", "A wheelchair-accessible desk")
        case .quietRoom: Wording(wish.title, "しずかな へや", "A quiet room")
        }
    }

    /// - Parameters:
    ///   - given: what is known before, such as from the list of deaths.
    ///   - consents: those that are given already.
    func fields(
        _ given: Deceased?, visitor: Visitor?, wishes: Set<VisitWish> = [],
        spoken: PageLanguage? = nil, reminders: DeskCase.Reminders? = nil, note: String = "",
        consents: Set<ConsentPurpose>? = []
    ) -> [FormField] {
        var fields: [FormField] = [
            .section(
                words("亡くなった方", "なくなった 人", "The person who died"),
                [
                    .text("name", nameLabel, value: given?.name ?? "", max: 100),
                    .text(
                        "kana", kanaLabel, value: given?.kana ?? "", max: 100,
                        hint: words("ひらがなでもかまいません。", "ひらがなでも いいです。", "Hiragana or capital letters are fine, too.")),
                    .date("birth", birthLabel, value: given?.bornOn.japanese ?? "", language: language),
                    .date("death", deathLabel, value: given?.diedOn.japanese ?? "", language: language),
                    .text("address", addressLabel, value: given?.address.shown ?? "", max: 200, isRequired: !isDesk),
                ]),
            .section(
                words("来庁する方", "来る 人", "The visitor"),
                [
                    .text(
                        "visitor", visitorLabel, value: visitor?.name ?? "", max: 100,
                        autocomplete: isDesk ? nil : "name"),
                    .select(
                        "relation", relationLabel,
                        Visitor.relations.map { Choice($0, Self.relationWords[$0]?[language] ?? $0) },
                        value: visitor?.relation, empty: words("選んでください", "えらんで ください", "Please choose")),
                    .text(
                        "phone", phoneLabel, value: visitor?.phone ?? "", max: 20,
                        hint: words(
                            "昼間に連絡できる番号。例: 090-1234-5678", "ひるまの 電話。れい: 090-1234-5678",
                            "Where you can be reached in daytime. Example: 090-1234-5678"),
                        autocomplete: isDesk ? nil : "tel"),
                ]),
            .section(
                words("希望", "きぼう", "Wishes"),
                [
                    .checkboxes(
                        "wishes", wishLabel, VisitWish.allCases.map { Choice($0.rawValue, Self.wish($0)[language]) },
                        values: wishes.map(\.rawValue)),
                    .select(
                        "spoken", languageLabel, PageLanguage.allCases.map { Choice($0.rawValue, $0.name) },
                        value: (spoken ?? language).rawValue, empty: words("選んでください", "えらんで ください", "Please choose")),
                    .radios(
                        "reminders", reminderLabel,
                        DeskCase.Reminders.allCases.map { Choice($0.rawValue, $0.title[language]) },
                        value: (reminders ?? DeskCase.Reminders.none).rawValue),
                ]),
        ]
        if let consents {
            fields.append(
                .section(
                    words("同意", "どうい", "Consent"),
                    hint: words(
                        "同意は一つずつ選べます。同意しなくても予約できます。その場合は、当日に質問をして確かめます。",
                        "ひとつずつ えらべます。えらばなくても よやく できます。",
                        "Choose each by itself. You can book without any; we will then ask you at the visit."),
                    [
                        .checkboxes(
                            "consents", consentLabel,
                            ConsentPurpose.allCases.map { Choice($0.rawValue, $0.title[language]) },
                            values: consents.map(\.rawValue))
                    ]))
        }
        if isDesk {
            fields.append(
                .section(
                    "窓口のメモ",
                    [
                        .checkbox(
                            "restricted", "支援措置などのため、住所や居場所を画面にも紙にも出さない", isOn: given?.isRestricted ?? false),
                        .textArea("note", "メモ", value: note, max: 500, rows: 3, isRequired: false),
                    ]))
        }
        return fields
    }

    struct Told {
        var deceased: Deceased
        var visitor: Visitor
        var wishes: Set<VisitWish>
        var spoken: PageLanguage
        var reminders: DeskCase.Reminders
        var consents: Set<ConsentPurpose>
        var note: String
    }

    /// - Parameter known: the person as stored, whose hidden address comes back as it is shown.
    func read(_ reader: inout FormReader, known: Deceased? = nil, today: CivilDate) -> Told? {
        let first = CivilDate(year: 1880, month: 1, day: 1)
        let name = reader.text("name", nameLabel, max: 100)
        let kana = reader.text("kana", kanaLabel, max: 100).flatMap { self.kana($0, &reader) }
        let birth = reader.date("birth", birthLabel, from: first, to: today)
        let death = reader.date("death", deathLabel, from: birth ?? first, to: today)
        let address = reader.text("address", addressLabel, max: 200, isRequired: !isDesk) ?? ""
        let visitor = reader.text("visitor", visitorLabel, max: 100)
        let relation = reader.choice("relation", relationLabel, of: Visitor.relations)
        let phone = reader.text("phone", phoneLabel, max: 20).flatMap { self.phone($0, &reader) }
        let wishes = reader.choices("wishes", wishLabel, of: VisitWish.allCases.map(\.rawValue))
        let spoken = reader.choice("spoken", languageLabel, as: PageLanguage.self)
        let reminders = reader.choice("reminders", reminderLabel, as: DeskCase.Reminders.self)
        let consents = reader.choices("consents", consentLabel, of: ConsentPurpose.allCases.map(\.rawValue))
        let note = isDesk ? reader.textArea("note", "メモ", max: 500, isRequired: false) ?? "" : ""
        guard reader.errors.isEmpty, let name, let kana, let birth, let death, let visitor, let relation, let phone,
            let spoken, let reminders
        else { return nil }
        let stored =
            known.flatMap { $0.isRestricted && address == $0.address.shown ? $0.address.stored : nil } ?? address
        return Told(
            deceased: Deceased(
                name: name, kana: kana, bornOn: birth, diedOn: death,
                address: ProtectedAddress(stored, isRestricted: isDesk && reader.checkbox("restricted"))),
            visitor: Visitor(name: visitor, relation: relation, phone: phone),
            wishes: Set(wishes.compactMap(VisitWish.init)), spoken: spoken, reminders: reminders,
            consents: Set(consents.compactMap(ConsentPurpose.init)), note: note)
    }

    /// Kana, or Latin letters for people whose name has no kana.
    private func kana(_ text: String, _ reader: inout FormReader) -> String? {
        let wide = Width.wideningKatakana(Kana.katakana(text))
        let isReading = wide.unicodeScalars.allSatisfy { scalar in
            (0x30A0...0x30FF).contains(scalar.value) || scalar.properties.isWhitespace || scalar.isLatin
                || "'’ʼʻ-.・＝".unicodeScalars.contains(scalar)
        }
        guard isReading else {
            reader.errors.add(
                "kana",
                words(
                    "「\(kanaLabel)」は、カタカナ（またはひらがな、英字）で入力してください。", "「\(kanaLabel)」は カタカナで 書いて ください。",
                    "Please enter “\(kanaLabel)” in kana or Latin letters."))
            return nil
        }
        return wide
    }

    private func phone(_ text: String, _ reader: inout FormReader) -> String? {
        // People write the dashes between in every way their keyboard has.
        let dashes = Set("ー－−‐‑–—―ｰ".unicodeScalars)
        let narrow = String(
            String.UnicodeScalarView(
                Width.narrowingDigitsAndLatin(text).unicodeScalars.map { dashes.contains($0) ? "-" : $0 }))
        let digits = narrow.utf8.count { (0x30...0x39).contains($0) }
        let isNumber = narrow.unicodeScalars.allSatisfy {
            ("0"..."9").contains($0) || "-+()（） ".unicodeScalars.contains($0)
        }
        guard isNumber, (9...15).contains(digits) else {
            reader.errors.add(
                "phone",
                words(
                    "「\(phoneLabel)」は、090-1234-5678のように数字で入力してください。", "「\(phoneLabel)」は 数字で 書いて ください。",
                    "Please enter “\(phoneLabel)” in figures, like 090-1234-5678."))
            return nil
        }
        return narrow
    }
}
