import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A browser's processes and the socket pair to them. All of them carry the run's folder in their environment. By the pipe they stand in one
/// process group and listen to nobody else: no port is opened.
final class BrowserProcess: Sendable {
    static let mark = "NAMIKI_BROWSER"
    /// Ten seconds.
    private static let roundsMax = 500

    let pid: pid_t
    /// Both ways: the browser, or the driver's keeper, reads it as 3 and writes it as 4.
    let socket: Int32
    private let folder: String

    private init(pid: pid_t, socket: Int32, folder: String) {
        self.pid = pid
        self.socket = socket
        self.folder = folder
    }

    /// - Parameter folder: of the run; its `profile` is made anew.
    static func start(
        _ options: BrowserOptions, _ way: BrowserOptions.Way, folder: String, hosts: HostList
    ) throws(RunOutcome) -> BrowserProcess {
        let files = FileManager.default
        guard files.isExecutableFile(atPath: options.program) else { throw .browserMissing(program: options.program) }
        if way == .webDriver, !files.isExecutableFile(atPath: options.driver) {
            throw .driverMissing(program: options.driver)
        }
        try? files.removeItem(atPath: folder + "/profile")
        do {
            for name in ["profile", "downloads"] {
                try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }
        } catch {
            throw .browserMissing(program: folder)
        }
        let temporary = try temporaryFolder(for: folder)
        var isStarted = false
        defer { if !isStarted { removeTemporary(of: folder) } }
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw .browserEnded
        }
        // Above 4, so that neither end is in the way of the numbers the browser expects.
        let theirs = fcntl(pair[1], F_DUPFD_CLOEXEC, 16)
        close(pair[1])
        var pid: pid_t = 0
        let (program, arguments) =
            switch way {
            case .pipe: (options.program, ["--remote-debugging-pipe"] + arguments(folder, hosts) + ["about:blank"])
            case .webDriver: keeper(of: options.driver)
            }
        let result = spawn(program, arguments, environment(folder, temporary), theirs, &pid)
        close(theirs)
        guard result == 0 else {
            close(pair[0])
            throw .browserMissing(program: options.program)
        }
        isStarted = true
        return BrowserProcess(pid: pid, socket: pair[0], folder: folder)
    }

    private typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32

    /// Of glibc 2.34 and later, whose header hides it from Swift.
    private static let closeFrom: CloseFrom? = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
        unsafeBitCast($0, to: CloseFrom.self)
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String], _ pipe: Int32, _ pid: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipe, 3)
        posix_spawn_file_actions_adddup2(&actions, pipe, 4)
        // Nothing else this program has open goes into the browser.
        guard let closeFrom else { return ENOSYS }
        _ = closeFrom(&actions, 5)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let settings = environment.map { strdup($0) } + [nil]
        defer { (words + settings).forEach { free($0) } }
        return posix_spawn(&pid, program, &actions, &attributes, words, settings)
    }

    static func arguments(_ folder: String, _ hosts: HostList) -> [String] {
        var arguments = [
            "--headless=new", "--user-data-dir=\(folder)/profile",
            "--host-resolver-rules=\(hosts.resolverRules)", "--no-first-run", "--no-default-browser-check",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            "--disable-default-apps", "--disable-breakpad", "--disable-crash-reporter", "--metrics-recording-only",
            "--password-store=basic", "--disable-popup-blocking", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--disable-features=\(featuresOff.joined(separator: ","))",
            "--mute-audio", "--no-proxy-server", "--lang=ja", "--window-size=1280,1024",
        ]
        // The browser refuses its own sandbox to root, whom only test machines run it as.
        if getuid() == 0 { arguments.append("--no-sandbox") }
        return arguments
    }

    /// Of the browser: what nobody sees (pop-ups of the address bar have processes of their own), what would speak to others, and
    /// RenderDocument, which makes a new frame for each page of a system and takes a third of the time of opening one.
    private static let featuresOff = [
        "BackForwardCache", "Translate", "OptimizationHints", "MediaRouter", "AutofillServerCommunication",
        "RenderDocument", "PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup",
    ]

    private static func environment(_ folder: String, _ temporary: String) -> [String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH=\(path)", "HOME=\(folder)/profile", "TMPDIR=\(temporary)", "LANG=ja_JP.UTF-8",
            "TZ=Asia/Tokyo", "\(mark)=\(folder)",
        ]
    }

    /// Reads what the browser, or the driver, wrote.
    /// - Returns: how many bytes; 0 when there is nobody who could write any more.
    func receive(_ buffer: inout [UInt8]) -> Int {
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            return max(0, count)
        }
    }

    /// Whoever reads learns that nothing more comes.
    func hangUp() { shutdown(socket, Int32(SHUT_RDWR)) }

    /// Ends every process of the browser, and waits until none is left.
    func end() async {
        hangUp()
        kill(-pid, SIGKILL)
        let pid = pid
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                var status: Int32 = 0
                while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
                done.resume()
            }
        }
        // A process that was killed takes a moment to be gone; one that was just being made is killed in the next round.
        for _ in 0..<Self.roundsMax {
            let left = Self.processes(of: folder)
            if left.isEmpty { break }
            for process in left { kill(process, SIGKILL) }
            try? await Task.sleep(for: .milliseconds(20))
        }
        Self.removeTemporary(of: folder)
        try? FileManager.default.removeItem(atPath: folder + "/profile")
    }

    /// Closes this end of the pipe; the browser, where it still lives, ends by itself.
    deinit { close(socket) }

    /// Ends what an earlier run of the folder left alive, such as when its program was killed.
    static func endLeftovers(of folder: String) {
        for process in processes(of: folder) { kill(process, SIGKILL) }
        removeTemporary(of: folder)
    }

    private static func removeTemporary(of folder: String) {
        let link = folder + "/temporary"
        if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link), path.hasPrefix(temporaryPrefix)
        {
            try? FileManager.default.removeItem(atPath: path)
        }
        try? FileManager.default.removeItem(atPath: link)
    }

    private static let temporaryPrefix = "/tmp/namiki-"

    /// Short, because the browser makes a socket in it, whose path may have no more than 107 bytes; the run's folder knows it by a link.
    private static func temporaryFolder(for folder: String) throws(RunOutcome) -> String {
        endLeftovers(of: folder)
        var template = Array("\(temporaryPrefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .browserMissing(program: temporaryPrefix) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try? FileManager.default.createSymbolicLink(atPath: folder + "/temporary", withDestinationPath: path)
        return path
    }

    /// Processes that carry the folder in their environment: those that left the group, too.
    static func processes(of folder: String) -> [pid_t] {
        let wanted = "\(mark)=\(folder)".utf8
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            // A process that has ended and waits to be collected has no environment.
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
            return bytes.split(separator: 0).contains { $0.elementsEqual(wanted) }
        }
    }
}
