import Storage
import Ward

/// Why a PDF is not made.
public enum PrintingError: Error, Hashable, Sendable {
    /// A program that makes PDF is not installed; `package` is its Debian package.
    case missingProgram(package: String)
    /// No font with Japanese characters is installed.
    case missingFont
    case documentTooLarge(bytesMax: Int)
    case tookTooLong(secondsMax: Int)
    /// More papers are asked for by people without sign-in than are made in a time that anybody waits.
    case tooManyWaiting
    /// Who asked has gone.
    case left
    /// The program failed; the reason is its own last words.
    case failed(reason: String)

    /// Why nobody's turn came.
    init(_ refused: Turns.Refused) {
        switch refused {
        case .full: self = .tooManyWaiting
        case .left: self = .left
        }
    }
}

extension PrintingError: Refusal {
    public var words: String {
        switch self {
        case .missingProgram(let package):
            "PDFを作るプログラムがありません。管理者に、Debianのパッケージ「\(package)」のインストール（apt install \(package)）を依頼してください。"
        case .missingFont:
            "PDFに使う日本語の書体がありません。管理者に、Debianのパッケージ「fonts-noto-cjk」または「fonts-morisawa-bizud-gothic」のインストールを依頼してください。"
        case .documentTooLarge(let bytesMax):
            "文書が大きすぎるため、PDFにできません（上限\(BodyLimit.words(bytesMax))）。範囲を分けて出力してください。"
        case .tookTooLong(let seconds):
            "PDFの作成が\(seconds)秒以内に終わらなかったため、中止しました。範囲を分けるか、時間をおいてもう一度出力してください。"
        case .tooManyWaiting: "いま、印刷が混み合っています。数分待ってからもう一度行うか、ブラウザーの印刷をお使いください。"
        case .left: "印刷を待つ人がいなくなったため、中止しました。必要なときは、もう一度行ってください。"
        case .failed(let reason): "PDFを作成できませんでした。管理者に次の内容を伝えてください: \(reason)"
        }
    }
}
