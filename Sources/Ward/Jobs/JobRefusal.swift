/// Why a job cannot be made, cancelled or resumed.
public enum JobRefusal: Refusal, Hashable {
    case unknown
    /// Ended jobs are not cancelled.
    case alreadyEnded(Job.State)
    /// Only jobs that stopped are resumed.
    case notStopped(Job.State)
    case duplicateItem(String)
    case itemTooLong(bytesMax: Int)
    case tooManyItems(max: Int)
    /// Of strangers, or of the program itself.
    case tooManyWaiting(max: Int)
    case noHandler(kind: String)

    public var words: String {
        switch self {
        case .unknown: "その処理はありません。処理の一覧から選び直してください。"
        case .alreadyEnded(let state): "この処理は、もう動いていません（\(state.title)）。"
        case .notStopped(let state): "この処理は再開できる状態ではありません（\(state.title)）。止まった処理だけを再開できます。"
        case .duplicateItem(let item): "処理する対象に「\(item)」が2つあります。1つにしてください。"
        case .itemTooLong(let bytesMax): "処理する対象の名前が長すぎます（\(bytesMax)バイトまで）。短くしてください。"
        case .tooManyItems(let max): "1つの処理で扱えるのは\(max)件までです。分けてください。"
        case .tooManyWaiting(let max): "順番を待っている処理が\(max)件あるため、この依頼は受け付けていません。しばらくたってから、もう一度行ってください。"
        case .noHandler(let kind): "「\(kind)」という種類の処理を、このプログラムは行えません。プログラムの版を確かめてください。"
        }
    }
}

/// Why a running job ends before its last item; thrown through the handler, which lets it pass.
public enum JobStop: Error, Hashable, Sendable {
    /// Somebody cancelled the job.
    case cancelled
    /// Another program has the job now, because this one gave no sign of life.
    case takenOver
}
