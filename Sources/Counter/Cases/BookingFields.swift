import Japanese
import Site
import Ward

/// What is asked when a visit is booked, by phone and on the web alike.
struct BookingFields {
    let language: PageLanguage
    /// The desk writes notes; families do not.
    let isDesk: Bool
    let today: CivilDate

    private func words(_ japanese: String, _ easy: String, _ english: String) -> String {
        Wording(japanese, easy, english)[language]
    }

    // MARK: the person who died

    private var name: Field<String> {
        .text("name", words("亡くなった方の氏名", "なくなった 人の 名前", "Name of the person who died"), max: 100)
    }

    private var kana: Field<String> {
        let label = words("亡くなった方のフリガナ", "なくなった 人の 名前（カタカナ）", "Their name in katakana")
        let problem = words(
            "「\(label)」は、カタカナ（またはひらがな、英字）で入力してください。", "「\(label)」は カタカナで 書いて ください。",
            "Please enter “\(label)” in kana or Latin letters.")
        return Field.text(
            "kana", label, max: 100,
            hint: words("ひらがなでもかまいません。", "ひらがなでも いいです。", "Hiragana or capital letters are fine, too.")
        ).mapped(to: Self.reading, from: { $0 }, problem: { _ in problem })
    }

    private static let first = CivilDate(year: 1880, month: 1, day: 1)

    private var birth: Field<CivilDate> {
        .date(
            "birth", words("亡くなった方の生年月日", "なくなった 人の 生まれた 日", "Their date of birth"), from: Self.first, to: today,
            language: language)
    }

    func death(after birth: CivilDate? = nil) -> Field<CivilDate> {
        .date(
            "death", words("亡くなった日", "なくなった 日", "Date of death"), from: birth ?? Self.first, to: today,
            language: language)
    }

    private var address: Field<String> {
        let field = Field.text(
            "address", words("亡くなった方の住所（住民票）", "なくなった 人の 住所", "Their registered address"), max: 200)
        return isDesk ? field.orEmpty : field
    }

    // MARK: the visitor

    private var visitor: Field<String> {
        .text(
            "visitor", words("来庁する方の氏名", "来る 人の 名前", "Name of the visitor"), max: 100,
            autocomplete: isDesk ? nil : "name")
    }

    private var please: String { words("選んでください", "えらんで ください", "Please choose") }

    private var relation: Field<String> {
        .select(
            "relation", words("亡くなった方との関係", "なくなった 人との 関係", "Relation to the person who died"),
            Visitor.relations.map { Choice($0, Self.relationWords[$0]?[language] ?? $0) }, empty: please)
    }

    private var phone: Field<String> {
        let label = words("電話番号", "電話番号", "Phone number")
        let problem = words(
            "「\(label)」は、090-1234-5678のように数字で入力してください。", "「\(label)」は 数字で 書いて ください。",
            "Please enter “\(label)” in figures, like 090-1234-5678.")
        return Field.text(
            "phone", label, max: 20,
            hint: words(
                "昼間に連絡できる番号。例: 090-1234-5678", "ひるまの 電話。れい: 090-1234-5678",
                "Where you can be reached in daytime. Example: 090-1234-5678"), autocomplete: isDesk ? nil : "tel"
        ).mapped(to: PhoneNumber.written, from: { $0 }, problem: { _ in problem })
    }

    private var wishes: Field<Set<VisitWish>> {
        Field<[String]>.checkboxes(
            "wishes", words("来庁のときに必要なもの", "来る とき いる もの", "Needs at the visit"),
            VisitWish.allCases.map { Choice($0.rawValue, Self.wish($0)[language]) }
        ).asSet()
    }

    private var spoken: Field<PageLanguage> {
        .select(
            "spoken", words("ご案内の言葉", "ことば", "Language of the visit"),
            PageLanguage.allCases.map { Choice($0.rawValue, $0.name) }, empty: please)
    }

    private var reminders: Field<DeskCase.Reminders> {
        .radios(
            "reminders", words("手続きの期限が近づいたときのお知らせ", "きげんの 前の おしらせ", "Reminders before deadlines"),
            DeskCase.Reminders.allCases.map { Choice($0.rawValue, $0.title[language]) })
    }

    private var consents: Field<Set<ConsentPurpose>> {
        Field<[String]>.checkboxes(
            "consents", words("同意していただけること", "して いい こと", "What you agree to"),
            ConsentPurpose.allCases.map { Choice($0.rawValue, $0.title[language]) }
        ).asSet()
    }

    private let restricted = Field.checkbox("restricted", "支援措置などのため、住所や居場所を画面にも紙にも出さない")
    private let note = Field.textArea("note", "メモ", max: 500, rows: 3).orEmpty

    // MARK: all of them

    init(language: PageLanguage, isDesk: Bool, today: CivilDate) {
        (self.language, self.isDesk, self.today) = (language, isDesk, today)
    }

    /// - Parameters:
    ///   - given: what is known of the person before, such as from the list of deaths.
    ///   - known: a case with the consents that hold, to be corrected.
    func drawn(_ given: Deceased? = nil, known: CaseView? = nil) -> [FormField] {
        let deskCase = known?.deskCase
        let given = deskCase?.deceased ?? given
        var fields: [FormField] = [
            .section(
                words("亡くなった方", "なくなった 人", "The person who died"),
                [
                    name(given?.name), kana(given?.kana), birth(given?.bornOn), death()(given?.diedOn),
                    address(given?.address.shown),
                ]),
            .section(
                words("来庁する方", "来る 人", "The visitor"),
                [
                    visitor(deskCase?.visitor.name), relation(deskCase?.visitor.relation),
                    phone(deskCase?.visitor.phone),
                ]),
            .section(
                words("希望", "きぼう", "Wishes"),
                [
                    wishes(deskCase?.wishes), spoken(deskCase?.language ?? language),
                    reminders(deskCase?.reminders ?? DeskCase.Reminders.none),
                ]),
            .section(
                words("同意", "どうい", "Consent"),
                hint: words(
                    "同意は一つずつ選べます。同意しなくても予約できます。その場合は、当日に質問をして確かめます。",
                    "ひとつずつ えらべます。えらばなくても よやく できます。",
                    "Choose each by itself. You can book without any; we will then ask you at the visit."),
                [consents(known?.consents)]),
        ]
        if isDesk { fields.append(.section("窓口のメモ", [restricted(given?.isRestricted), note(deskCase?.note)])) }
        return fields
    }

    /// - Parameter known: the person as stored, whose hidden address comes back as it is shown.
    func read(_ form: inout FormReader, known: Deceased? = nil) throws(FormRefused) -> CaseStore.Opening {
        _ = (form.value(name), form.value(kana))
        let birthday = form.value(birth)
        let (person, visit) = (
            try? form.values(name, kana, birth, death(after: birthday), address),
            try? form.values(visitor, relation, phone, wishes, spoken, reminders, consents)
        )
        let (hidden, note) = isDesk ? try form.values(restricted, self.note) : (false, "")
        guard let person, let visit else { throw FormRefused(form.errors) }
        let address = known.flatMap { $0.isRestricted && person.4 == $0.address.shown ? $0.address.stored : nil }
        return CaseStore.Opening(
            event: BereavementDesk.event, source: isDesk ? .phone : .web,
            deceased: Deceased(
                name: person.0, kana: person.1, bornOn: person.2, diedOn: person.3,
                address: ProtectedAddress(address ?? person.4, isRestricted: hidden)),
            visitor: Visitor(name: visit.0, relation: visit.1, phone: visit.2), wishes: visit.3, language: visit.4,
            reminders: visit.5, note: note, consents: visit.6)
    }

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

    /// Kana, or Latin letters for people whose name has no kana.
    private static func reading(_ text: String) -> String? {
        let wide = Width.wideningKatakana(Kana.katakana(text))
        let isReading = wide.unicodeScalars.allSatisfy { scalar in
            (0x30A0...0x30FF).contains(scalar.value) || scalar.properties.isWhitespace || scalar.isLatin
                || "'’ʼʻ-.・＝".unicodeScalars.contains(scalar)
        }
        return isReading ? wide : nil
    }
}

extension Field where Value == [String] {
    /// Any number of the cases of an enumeration.
    fileprivate func asSet<Case: RawRepresentable<String> & Hashable & Sendable>() -> Field<Set<Case>> {
        mapped(to: { Set($0.compactMap(Case.init)) }, from: { $0.map(\.rawValue) }, problem: { _ in "" })
    }
}
