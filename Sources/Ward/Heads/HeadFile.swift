import Foundation
import Japanese

/// A head as a text to be mailed, printed or kept: first in words, then as the program reads it again.
public enum HeadFile {
    private static let begin = "-----BEGIN NAMIKI HEAD-----"
    private static let end = "-----END NAMIKI HEAD-----"

    public static func text(_ signed: SignedHead) -> String {
        let head = signed.head
        let signatures = signed.signatures.map { "署名　　　　鍵 \($0.fingerprint)　\($0.signedAt.japanese)" }
        return """
            監査証跡の日締め　第\(head.number)号

            日付　　　　\(head.day.japanese)（\(head.madeAt.japanese)に作成）
            監査証跡　　\(head.sequence)番まで、\(head.rowCount)件
            確定版　　　\(head.sealCount)件
            証跡の値　　\(head.chain)
            前号の値　　\(head.previous ?? "なし（最初の日締め）")
            この号の値　\(head.hash)
            \(signatures.isEmpty ? "署名　　　　なし（署名の鍵がありません）" : signatures.joined(separator: "\n"))

            この文面を、区のシステムの外で保管してください。あとで記録が書き換えられたり、末尾が切り取られたりすると、次の
            操作で分かります。  namiki verify --against この文面のファイル

            \(begin)
            \(signed.json.pretty)\(end)

            """
    }

    static func isHead(_ text: String) -> Bool { text.contains(begin) }

    /// Reads what ``text(_:)`` wrote, also within a mail.
    /// - Returns: `nil` when it is damaged.
    static func read(_ text: String) -> SignedHead? {
        guard let first = text.range(of: begin), let last = text.range(of: end, range: first.upperBound..<text.endIndex)
        else { return nil }
        guard let json = try? JSON(parsing: String(text[first.upperBound..<last.lowerBound])) else { return nil }
        return SignedHead(json)
    }
}
