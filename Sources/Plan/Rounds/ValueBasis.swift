import Japanese
import Tabular

/// Where a section took a value from (値のもと), as it wrote it: a place in a file it attached, a calculation, or both.
///
///     年報.pdf 12ページ
///     実績.xlsx 集計!C12
///     実績.xlsx 集計!C12＋集計!C13
///     4,100＋2,400
///     853÷1,000×100
///
/// Read without regard to width, spaces and case. What cannot be read as one of these stays words.
struct ValueBasis: Hashable, Sendable {
    /// Unicode scalars.
    static let scalarsMax = 200

    enum Content: Hashable, Sendable {
        case words
        case file
        case page(Int)
        case calculation(Calculation)
    }

    /// As written.
    let raw: String
    /// The title of the attached file it names first.
    let file: String?
    let content: Content

    /// - Parameter titles: of the files attached to the answer; the longest that the words begin with is meant.
    init(_ raw: String, titles: [String]) {
        self.raw = raw
        let key = TextKey(raw).text.unicodeScalars
        let named = titles.map { (title: $0, key: TextKey($0).text.unicodeScalars) }
            .filter { !$0.key.isEmpty && key.starts(with: $0.key) }.max { $0.key.count < $1.key.count }
        file = named?.title
        let rest = String(key.dropFirst(named?.key.count ?? 0))
        if rest.isEmpty {
            content = named == nil ? .words : .file
        } else if let page = Self.page(rest) {
            content = named == nil ? .words : .page(page)
        } else if let calculation = Calculation(rest), named != nil || calculation.isWritten {
            content = .calculation(calculation)
        } else {
            content = .words
        }
    }

    /// 12ページ, 12頁, p.12, p12
    private static func page(_ key: String) -> Int? {
        for end in ["ページ", "頁"] where key.hasSuffix(end) {
            return Int(String(key.unicodeScalars.dropLast(end.unicodeScalars.count)))
        }
        for start in ["p.", "p"] where key.hasPrefix(start) {
            return Int(String(key.unicodeScalars.dropFirst(start.unicodeScalars.count)))
        }
        return nil
    }

    /// Whether the words name a file by its ending that is not attached under that name.
    var namesUnknownFile: Bool {
        let key = TextKey(raw).text
        return file == nil && [".xlsx", ".pdf", ".csv", ".docx", ".xls"].contains { key.contains($0) }
    }
}

/// Sums, differences, products and quotients of numbers and cells, in the order of arithmetic, without brackets.
struct Calculation: Hashable, Sendable {
    enum Operand: Hashable, Sendable {
        case number(ExactNumber)
        /// A cell; without a sheet the first sheet is meant. The sheet is a ``TextKey``.
        case cell(sheet: String?, CellReference)
    }

    /// A product: factors, and divisors.
    struct Term: Hashable, Sendable {
        var isNegative: Bool
        var factors: [Operand]
        var divisors: [Operand] = []
    }

    static let operandsMax = 40

    private(set) var terms: [Term] = []

    /// - Parameter key: the text of a ``TextKey``. What follows 「=」 is the writer's own result and is not needed.
    init?(_ key: String) {
        var scalars = Array(key.unicodeScalars.prefix { $0 != "=" })[...]
        var count = 0
        var isDivisor = false
        var isNegative = false
        var startsTerm = true
        while true {
            guard let operand = Self.operand(&scalars), count < Self.operandsMax else { return nil }
            count += 1
            if startsTerm {
                terms.append(Term(isNegative: isNegative, factors: [operand]))
            } else if isDivisor {
                terms[terms.count - 1].divisors.append(operand)
            } else {
                terms[terms.count - 1].factors.append(operand)
            }
            guard let sign = scalars.popFirst() else { return }
            switch sign {
            case "+", "-":
                startsTerm = true
                isNegative = sign == "-"
            case "×", "*":
                startsTerm = false
                isDivisor = false
            case "÷", "/":
                startsTerm = false
                isDivisor = true
            default: return nil
            }
        }
    }

    /// Whether it stands on its own, without a file: more than one operand, none of them a cell.
    var isWritten: Bool {
        let operands = terms.flatMap { $0.factors + $0.divisors }
        return operands.count > 1
            && operands.allSatisfy { if case .number = $0 { true } else { false } }
    }

    var cells: [(sheet: String?, place: CellReference)] {
        terms.flatMap { $0.factors + $0.divisors }.compactMap {
            if case .cell(let sheet, let place) = $0 { (sheet, place) } else { nil }
        }
    }

    /// - Parameter cell: the number in a cell; `nil` when there is none.
    /// - Returns: `nil` when a cell has no number, a divisor is zero, or the numbers are beyond 38 digits.
    func result(_ cell: (String?, CellReference) -> ExactNumber?) -> Ratio? {
        var sum: Ratio? = Ratio(0)
        for term in terms {
            var product: Ratio? = Ratio(1)
            for (operand, isDivisor) in term.factors.map({ ($0, false) }) + term.divisors.map({ ($0, true) }) {
                let number: ExactNumber?
                switch operand {
                case .number(let value): number = value
                case .cell(let sheet, let place): number = cell(sheet, place)
                }
                guard let number else { return nil }
                product = isDivisor ? product?.divided(by: Ratio(number)) : product?.times(Ratio(number))
            }
            guard let product else { return nil }
            sum = sum?.plus(term.isNegative ? product.negated : product)
        }
        return sum
    }

    // MARK: reading

    private static let signs = "+-×*÷/".unicodeScalars

    private static func operand(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Operand? {
        if let cell = sheetCell(&scalars) { return cell }
        let digits = scalars.prefix { $0.isDigit || $0 == "," || $0 == "." }
        guard digits.isEmpty else {
            guard let number = ExactNumber(text(digits.filter { $0 != "," })) else { return nil }
            scalars = scalars.dropFirst(digits.count)
            // 4,100時間＋2,400時間: the unit says nothing to the sum. 万 would, and is refused.
            let unit = scalars.prefix { !signs.contains($0) }
            guard !unit.contains(where: { $0.isDigit || "万億千百".unicodeScalars.contains($0) }) else { return nil }
            scalars = scalars.dropFirst(unit.count)
            return .number(number)
        }
        return place(&scalars).map { .cell(sheet: nil, $0) }
    }

    /// 集計!c12, '4-6月'!c12; takes nothing when there is no sheet.
    private static func sheetCell(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Operand? {
        var rest = scalars
        let sheet: ArraySlice<Unicode.Scalar>
        if rest.first == "'" {
            sheet = rest.dropFirst().prefix { $0 != "'" }
            rest = rest.dropFirst(sheet.count + 2)
        } else {
            sheet = rest.prefix { $0 != "!" && !signs.contains($0) }
            rest = rest.dropFirst(sheet.count)
        }
        guard !sheet.isEmpty, rest.popFirst() == "!", let place = place(&rest) else { return nil }
        scalars = rest
        return .cell(sheet: text(sheet), place)
    }

    private static func place(_ scalars: inout ArraySlice<Unicode.Scalar>) -> CellReference? {
        let letters = scalars.prefix { $0.isASCII && $0.properties.isAlphabetic || $0.isDigit || $0 == "$" }
        guard let place = CellReference(text(letters)) else { return nil }
        scalars = scalars.dropFirst(letters.count)
        return place
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
