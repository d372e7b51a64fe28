import Foundation

/// A plain connection to a port of this machine, to say what no browser would say.
///
///     let status = try await RawConnection.talk(port: port) { line in
///         try line.send("GET / HTTP/1.1\r\n\r\n")
///         return try line.receive(until: "\r\n")
///     }
public struct RawConnection: Sendable {
    public struct Failed: Error {
        public let code: Int32
    }

    private let socket: Int32

    /// Talks on a thread of its own: the server at the other end runs on the threads of this process's tasks.
    ///
    /// - Parameter address: of this machine, from which the connection comes; all of 127.0.0.0/8 are.
    public static func talk<Value: Sendable>(
        port: Int, from address: String = "127.0.0.1", _ body: @escaping @Sendable (RawConnection) throws -> Value
    ) async throws -> Value {
        try await blocking {
            let line = try RawConnection(port: port, from: address)
            defer { line.close() }
            return try body(line)
        }
    }

    /// Does what blocks on a thread of its own.
    public static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Sends the bytes, then reads until the server closes.
    public static func exchange(port: Int, from address: String = "127.0.0.1", _ bytes: [UInt8]) async throws -> String
    {
        try await talk(port: port, from: address) { line in
            line.send(bytes)
            return try line.receive()
        }
    }

    /// Opens a connection that stays until it is closed.
    public init(port: Int, from source: String = "127.0.0.1") throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // What should come and does not is a failure, told in the end.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        for (call, address) in [(bind, Self.address(source, port: 0)), (connect, Self.address(port: port))] {
            let result = withUnsafePointer(to: address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    call(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard result == 0 else { throw Failed(code: errno) }
        }
    }

    public func close() { _ = Foundation.close(socket) }

    /// Says that nothing more will be sent.
    public func endSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// - Returns: `false` when the server takes no more.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Reads up to a text, or until the server closes.
    public func receive(until end: String? = nil, bytesMax: Int = 1 << 20) throws -> String {
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while answer.count < bytesMax {
            if let end {
                guard try receive(&byte, 1) > 0 else { break }
                answer.append(byte)
                if answer.suffix(end.utf8.count).elementsEqual(end.utf8) { break }
            } else {
                let count = try receive(&buffer, buffer.count)
                if count == 0 { break }
                answer += buffer[..<count]
            }
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Reads so many bytes at a time with a rest in between, until the server closes.
    /// - Returns: how many came.
    public func receiveSlowly(bytes: Int, restMicroseconds: UInt32) throws -> Int {
        var buffer = [UInt8](repeating: 0, count: bytes)
        var total = 0
        while true {
            let count = try receive(&buffer, bytes)
            if count == 0 { return total }
            total += count
            usleep(restMicroseconds)
        }
    }

    /// Sends a text again and again with a rest in between.
    /// - Returns: whether the server closed before it had been sent that often.
    public func drips(_ text: String, times: Int, restMicroseconds: UInt32) -> Bool {
        for _ in 0..<times {
            guard send(text), !isClosed else { return true }
            usleep(restMicroseconds)
        }
        return false
    }

    /// Whether the server has closed, and nothing is left to be read.
    private var isClosed: Bool {
        var byte: UInt8 = 0
        let count = recv(socket, &byte, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK))
        return count == 0 || count < 0 && errno != EAGAIN
    }

    /// - Returns: 0 when the server has closed.
    private func receive(_ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) throws -> Int {
        let received = recv(socket, buffer, count, 0)
        if received < 0, errno == EAGAIN { throw Failed(code: errno) }
        return max(0, received)
    }

    /// A port somebody listens on as long as the body runs.
    public static func occupyingPort<Value>(_ body: (Int) async throws -> Value) async throws -> Value {
        let listener = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Foundation.close(listener) }
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard port else { throw Failed(code: errno) }
        return try await body(Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func address(_ text: String = "127.0.0.1", port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr = in_addr(s_addr: inet_addr(text))
        return address
    }
}
