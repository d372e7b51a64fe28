import Datasets
import Site

extension Field<String> {
    /// Words that anybody may read, in which no 個人番号 stands.
    var published: Field<String> {
        mapped(to: { PersonalNumber.stands(in: $0) ? nil : $0 }, from: { $0 }) { [label] _ in
            "「\(label)」に、個人番号（マイナンバー）らしい12桁の数字があります。だれでも読める文なので、消してください。"
        }
    }
}
