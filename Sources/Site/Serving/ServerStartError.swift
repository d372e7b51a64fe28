import Ward

/// Why the site does not start.
public enum ServerStartError: Error, Hashable, Sendable {
    case portTaken(Int)
    /// Ports below 1024 need rights that the program should not have.
    case portNotPermitted(Int)
    case addressUnavailable(String)
    /// Two routes answer the same requests.
    case duplicateRoute(method: String, path: String)
    /// An empty segment, a leading slash, or a name twice.
    case malformedRoute(path: String)
    /// Two modules count something under the same name.
    case duplicateIndicator(id: String)
}

extension ServerStartError: Refusal {
    public var words: String {
        switch self {
        case .portTaken(let port):
            "番号\(port)はほかのプログラムが使っています。そのプログラムを止めるか、--port で別の番号を指定してください。"
        case .portNotPermitted(let port):
            "番号\(port)で待ち受ける権限がありません。--port で1024以上の番号を指定してください。"
        case .addressUnavailable(let host):
            "アドレス「\(host)」では待ち受けられません。この機械のアドレスを --host で指定してください。"
        case .duplicateRoute(let method, let path): "経路 \(method) /\(path) が二重に登録されています。"
        case .duplicateIndicator(let id): "指標「\(id)」が二重に登録されています。"
        case .malformedRoute(let path): "経路「\(path)」の書き方が正しくありません。"
        }
    }
}
