import Tabular

/// Why a file is not read at all: nothing is kept of it.
public enum NoticeRefusal: Error, Hashable, Sendable {
    case empty
    case tooLarge(bytesMax: Int)
    case otherEncoding(TextEncoding)
    /// Counted from 0; the line from 1.
    case notUTF8(byteOffset: Int, line: Int)
    case controlCharacters(line: Int)
    case lineTooLong(line: Int, scalarsMax: Int)
    case tooManyLines(max: Int)

    public var words: String {
        switch self {
        case .empty: "ファイルに文字がありません。通知文のファイルを選び直してください。"
        case .tooLarge(let bytesMax):
            "ファイルが大きすぎます（\(bytesMax / 1024 / 1024) MiB まで）。通知文だけのテキストファイルにしてください。"
        case .otherEncoding(.utf16LE), .otherEncoding(.utf16BE):
            "このファイルの文字コードは UTF-16 です。メモ帳などで開き、文字コードに UTF-8 を選んで保存し直してください。"
        case .otherEncoding(.cp932Likely):
            "このファイルの文字コードは Shift_JIS（CP932）のようです。メモ帳などで開き、文字コードに UTF-8 を選んで保存し直してください。"
        case .otherEncoding:
            "このファイルは文字だけのファイルではありません。Word や PDF のときは、文字だけの形式（テキスト、UTF-8）で保存し直してください。"
        case .notUTF8(let offset, let line):
            "\(line)行目（先頭から\(offset)バイト目）に UTF-8 でない文字があります。文字コードに UTF-8 を選んで保存し直してください。"
        case .controlCharacters(let line):
            "\(line)行目に、文書にあるはずのない制御文字があります。文字だけの形式で保存し直してください。"
        case .lineTooLong(let line, let max):
            "\(line)行目が長すぎます（\(max)文字まで）。改行のある文書として保存し直してください。"
        case .tooManyLines(let max): "行が多すぎます（\(max)行まで）。通知文だけのファイルにしてください。"
        }
    }
}
