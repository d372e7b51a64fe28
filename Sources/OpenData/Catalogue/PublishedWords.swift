import Datasets
import Japanese
import Site

extension Field<String> {
    /// Words that anybody may read: something is seen of them, and no 個人番号 stands in them.
    var published: Field<String> {
        mapped(to: { PublishedWords.fault(in: $0) == nil ? $0 : nil }, from: { $0 }) { [label] text in
            "「\(label)」\(PublishedWords.fault(in: text) ?? "")"
        }
    }
}

/// What is wrong with words that anybody may read.
private enum PublishedWords {
    /// Behind the name of the field.
    static func fault(in text: String) -> String? {
        if PersonalNumber.stands(in: text) {
            return "に、個人番号（マイナンバー）らしい12桁の数字があります。だれでも読める文なので、消してください。"
        }
        let showsNothing = text.unicodeScalars.allSatisfy { scalar in
            scalar.isUnseen || scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
        }
        return showsNothing ? "に、目に見える文字がありません。書き直してください。" : nil
    }
}
