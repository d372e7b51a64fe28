/// What a sentence does: it says what will be done, what is, what was, what is to hold, or what may be.
///
///     SentenceMood(of: "端末を更新する。")            // .plan
///     SentenceMood(of: "端末を更新している。")         // .state
///
/// Told by the grammar of its end (公用文 puts the predicate last), so that no list of verbs is needed.
enum SentenceMood: Hashable, Sendable {
    /// 〜する, 〜します, 〜していく, 〜こととする, 〜できるようにする, 〜する予定である
    case plan
    /// 〜している, 〜である, 〜が必要である
    case state
    /// 〜した, 〜済み
    case past
    /// 〜ものとする, 〜すること, 〜しなければならない
    case rule
    /// 〜できる, 〜ことができる
    case possibility
    /// 端末の更新: a noun of action without a verb; a plan where plans are listed.
    case action
    /// No predicate.
    case none

    /// Only the end of a sentence is looked at.
    private static let tailScalars = 48

    init(of sentence: String, by morphology: Morphology? = .shared) {
        guard let morphology else {
            self = .none
            return
        }
        var scalars = Array(sentence.unicodeScalars)
        Self.trimEnd(&scalars)
        guard scalars.count >= 2 else {
            self = .none
            return
        }
        var tail = scalars.suffix(Self.tailScalars)
        // From the beginning of a phrase, so that no word is cut.
        if scalars.count > tail.count,
            let cut = tail.prefix(16).firstIndex(where: { "、がをにはで".unicodeScalars.contains($0) })
        {
            tail = tail[(cut + 1)...]
        }
        let words = morphology.morphemes(of: String(scalars: tail))
        self = Self.mood(words[...])
    }

    /// Without the full stop, and without what stands in brackets behind the predicate.
    private static func trimEnd(_ scalars: inout [Unicode.Scalar]) {
        while let last = scalars.last {
            if last.isSpace || "。．、，・※".unicodeScalars.contains(last) {
                scalars.removeLast()
            } else if "）)】〕".unicodeScalars.contains(last),
                let open = scalars.lastIndex(where: {
                    (last == "】" ? "【" : last == "〕" ? "〔" : "（(").unicodeScalars.contains($0)
                }),
                open > 0
            {
                scalars.removeSubrange(open...)
            } else if last == "」", let open = scalars.lastIndex(of: "「"), open == 0 {
                scalars.removeLast()
                scalars.removeFirst()
            } else {
                return
            }
        }
    }

    private static func mood(_ words: ArraySlice<Morphology.Morpheme>) -> SentenceMood {
        var words = words
        while let last = words.last, last.isSign { words.removeLast() }
        guard let last = words.last else { return .none }
        let before = words.dropLast()
        if last.part == "助動詞" {
            switch last.base {
            // 実施することとした is a decision.
            case "た": return endsInDecision(before) ? .plan : .past
            case "たい": return .plan
            case "ます": return mood(before)
            case "です", "だ": return copula(before)
            case "ある": return copula(before.dropLast())
            case "ない", "ぬ", "ん":
                let isDuty = before.contains { ["なら", "いけ"].contains($0.surface) }
                return isDuty ? .rule : .state
            // 基盤をつくろう calls on others.
            case "う": return before.last?.base == "ます" ? .plan : .none
            default: return .state
            }
        }
        if last.isVerb { return verb(last, before) }
        if last.isNoun { return noun(last, before) }
        return last.part == "形容詞" ? .state : .none
    }

    /// 予定である and 方針です announce; everything else that is, is.
    private static func copula(_ words: ArraySlice<Morphology.Morpheme>) -> SentenceMood {
        guard let noun = words.last(where: { !$0.isSign }) else { return .state }
        return intentions.contains(noun.surface) ? .plan : .state
    }

    private static func verb(
        _ last: Morphology.Morpheme, _ before: ArraySlice<Morphology.Morpheme>
    ) -> SentenceMood {
        guard last.form == "基本形" || last.form.hasPrefix("連用") || last.form == "文語基本形" else { return .none }
        let previous = before.last
        // 早めの申請をお願いいたします。: what others are asked for.
        if previous?.surface.hasSuffix("願い") ?? false { return .none }
        switch last.base {
        case "いる", "おる", "ある":
            // 予定している, することとしている and したいと考えている announce.
            let stem = before.dropLast()
            let isIntended =
                stem.dropLast().last.map { intentions.contains($0.surface) } ?? false || stem.last?.base == "目指す"
            let isWish =
                stem.last.map { ["考える", "思う"].contains($0.base) } ?? false && stem.contains { $0.base == "たい" }
            return isIntended || isWish || endsInDecision(stem) ? .plan : .state
        case "できる", "出来る": return .possibility
        case "れる", "られる": return .state
        case "なる": return .state
        case "くださる", "下さる", "いただく", "頂く": return .none
        case "する":
            if previous?.isParticle == true, previous?.surface == "と" { return taking(before.dropLast()) }
            if let noun = previous, noun.isNoun, Self.happenings.contains(noun.surface) { return .state }
        case "いく", "ゆく", "行く", "くる", "来る": return last.base.hasPrefix("く") || last.base == "来る" ? .state : .plan
        case "考える", "思う": return before.contains { $0.base == "たい" } ? .plan : .state
        default:
            if Self.happenings.contains(last.base) { return .state }
            // 図れる, 行える
            if last.features.count > 4, last.features[4].hasPrefix("一段"), Self.isPotential(last) { return .possibility }
        }
        return .plan
    }

    /// 〜することとし, 〜予定とし
    private static func endsInDecision(_ words: ArraySlice<Morphology.Morpheme>) -> Bool {
        var words = words
        if words.last?.base == "ます" { words.removeLast() }
        guard words.last?.base == "する", let particle = words.dropLast().last, particle.surface == "と" else {
            return false
        }
        return words.dropLast(2).last.map { $0.surface == "こと" || intentions.contains($0.surface) } ?? false
    }

    private static func isPotential(_ verb: Morphology.Morpheme) -> Bool {
        ["図れる", "行える", "使える", "選べる", "受けられる", "払える", "学べる"].contains(verb.base)
    }

    /// 〜とする: of こと a decision, of もの a rule, of まで or とおり a definition, of a noun with an object a decision.
    private static func taking(_ words: ArraySlice<Morphology.Morpheme>) -> SentenceMood {
        guard let taken = words.last else { return .state }
        switch taken.surface {
        case "こと": return .plan
        case "もの": return .rule
        case "目的", "趣旨", "理念", "前提", "基本", "根拠", "課題", "とおり", "通り", "例", "原則", "うえ": return .state
        default: break
        }
        guard taken.isNoun || ["%", "％"].contains(taken.surface) else { return .state }
        // 把握する対象は二酸化炭素とする: the nearest particle says what is taken, not one inside of what stands before it.
        let nearest = words.last { $0.isParticle && ["を", "も", "は", "が"].contains($0.surface) }
        // 全ての施設を対象とする says what a text is about; 物品も対象とする and 9月から証明書を対象とする say what changes.
        if ["対象", "範囲", "単位"].contains(taken.surface) {
            let begins = zip(words, words.dropFirst()).contains { time, particle in
                particle.surface == "から" && ["年", "月", "日", "年度"].contains(where: time.surface.hasSuffix)
            }
            return nearest?.surface == "も" || begins ? .plan : .state
        }
        return nearest.map { ["を", "も"].contains($0.surface) } ?? false ? .plan : .rule
    }

    private static func noun(
        _ last: Morphology.Morpheme, _ before: ArraySlice<Morphology.Morpheme>
    ) -> SentenceMood {
        if last.surface.hasPrefix("予定") || last.surface == "見込み" { return .plan }
        if intentions.contains(last.surface) {
            return before.last.map { $0.isVerb || $0.part == "助動詞" } ?? false ? .plan : .none
        }
        if ["済み", "済", "ずみ"].contains(last.surface) { return .past }
        if last.surface == "こと" {
            return before.last.map { $0.isVerb || $0.part == "助動詞" } ?? false ? .rule : .none
        }
        // 具体的に記入。: how to fill in a form.
        if ["記入", "記載", "参照", "添付"].contains(last.surface) { return .none }
        if last.isAction { return .action }
        // 導入等, 更新など, 標準化
        if ["等", "化"].contains(last.surface), let noun = before.last, noun.isNoun {
            return last.surface == "化" || noun.isAction ? .action : .none
        }
        return .none
    }

    /// Nouns that make of a statement an announcement.
    private static let intentions: Set<String> = ["予定", "方針", "見込み", "計画", "考え", "つもり", "予定等"]

    /// What happens by itself: nobody does it.
    private static let happenings: Set<String> = [
        "いう", "言う", "要する", "有する", "属する", "存する", "異なる", "占める", "及ぶ", "生じる", "高まる", "増える", "減る", "関する", "伴う", "資する",
        "かかる", "当たる", "分かる", "わかる", "増加", "減少", "進展", "低下", "存在", "該当", "発生", "進む", "広がる", "限る", "含む", "よる", "基づく",
        "違う",
        "紹介", "告示", "公布", "訓令", "記載", "記入",
        "経過", "上昇", "不足", "乖離", "意味", "起因", "見える", "留まる", "とどまる", "思う", "考える", "つながる", "繋がる", "期す", "願う", "鑑みる", "際する",
    ]
}
