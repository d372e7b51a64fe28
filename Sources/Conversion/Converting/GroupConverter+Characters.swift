import Japanese

extension GroupConverter {
    /// Makes a value hold only characters that the target has, or says why it cannot.
    func permitted(_ value: Piece) -> Piece {
        let bytes = evaluator.bytes(value)
        guard bytes.contains(where: { $0 >= 0x80 }) else { return value }
        let read = String(decoding: bytes, as: UTF8.self)
        let text = composed(read)
        var hasSelector = false
        var needsShrinking = false
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            // A private scalar never leaves: nobody who receives it can know what it is.
            if Gaiji.isPrivate(scalar) { return evaluator.reject(.gaijiUnknown) }
            switch WrittenCharacter(scalar, after: previous) {
            case .plain: break
            case .unknown: return evaluator.reject(.gaijiUnknown)
            case .invisible: return evaluator.reject(.invisible)
            case .outside: return evaluator.reject(.outside)
            }
            previous = scalar
            if scalar.isVariationSelector { hasSelector = true }
            if !plan.policy.allows(scalar) { needsShrinking = true }
        }
        if hasSelector { evaluator.note(.ivs) }
        if needsShrinking { return shrunk(text) }
        return text.utf8.count == read.utf8.count ? value : evaluator.piece(text)
    }

    /// Joins kana with the voiced marks that stand after them as characters of their own.
    private func composed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\u{3099}" || $0 == "\u{309A}" }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let last = result.last, let joined = WrittenCharacter.composed(last, scalar) {
                result.removeLast()
                result.append(joined)
                evaluator.note(.composed)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private func shrunk(_ text: String) -> Piece {
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            if plan.policy.allows(scalar) {
                result.append(scalar)
            } else if scalar.isVariationSelector {
                // The base character stays; which of its shapes was meant is told.
                evaluator.note(.shrunk)
            } else {
                let next = scalars.indices.contains(place + 1) ? scalars[place + 1] : scalar
                let selector = next.isVariationSelector ? next : nil
                switch plan.shrink.choice(scalar, selector: selector, allowed: plan.policy.allows) {
                case .one(let candidate):
                    evaluator.note(.shrunk)
                    result.append(candidate.scalar)
                case .several: return evaluator.reject(.shrinkAmbiguous)
                case .none: return evaluator.reject(.shrinkNone)
                }
            }
        }
        return evaluator.piece(String(result))
    }
}
