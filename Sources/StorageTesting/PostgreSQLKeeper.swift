import Foundation

/// The shell that starts a PostgreSQL cluster and ends with it.
///
/// It waits on its standard input, whose other end only the test process holds. When that process ends, in whatever
/// way, the shell reads the end of its input, stops the server by its own process id and removes the folder: nothing
/// is left behind by a failed, crashed or killed test.
enum PostgreSQLKeeper {
    /// Arguments: the folder for the cluster, the folder of PostgreSQL's programs. Writes `ready`, or what went wrong.
    ///
    /// PostgreSQL refuses to run as root, so root hands over to another user. Nothing is synced to disk: the cluster
    /// lives shorter than any power cut it might survive.
    static let script = #"""
        folder=$1
        programs=$2
        server=
        finish() {
            if [ -n "$server" ]; then
                kill -QUIT "$server" 2>/dev/null
                wait "$server" 2>/dev/null
            fi
            rm -rf "$folder"
        }
        fail() {
            echo "$1"
            cat "$folder/log" 2>/dev/null
            exit 1
        }
        trap finish EXIT
        trap 'exit 1' HUP INT TERM PIPE

        user=
        if [ "$(id -u)" = 0 ]; then
            account=postgres
            id "$account" >/dev/null 2>&1 || account=nobody
            user="setpriv --reuid=$account --regid=$(id -g "$account") --clear-groups --"
            chown "$account" "$folder" || fail "cannot hand $folder to $account"
        fi
        : >"$folder/log"
        $user "$programs/initdb" --pgdata="$folder/data" --username=namiki --auth=trust --encoding=UTF8 --locale=C \
            --no-sync </dev/null >>"$folder/log" 2>&1 || fail "initdb failed"
        $user "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=1000 \
            -c fsync=off -c full_page_writes=off -c max_wal_size=4GB </dev/null >>"$folder/log" 2>&1 &
        server=$!
        tries=0
        until "$programs/pg_isready" --quiet --host="$folder"; do
            kill -0 "$server" 2>/dev/null || fail "the server stopped"
            tries=$((tries + 1))
            [ "$tries" -lt 300 ] || fail "the server is not ready after 30 seconds"
            sleep 0.1
        done
        echo ready
        read -r _
        """#

    /// The folder of `initdb` and `postgres`: Debian's newest version, then `/usr/local/bin`, then the search path.
    static func programs() throws -> String {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let newestFirst = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let folders = newestFirst.map { "\(debian)/\($0)/bin" } + ["/usr/local/bin"] + path
        let found = folders.first { folder in
            ["initdb", "postgres", "pg_isready"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
            }
        }
        guard let found else { throw ClusterFailure.notInstalled }
        return found
    }
}

/// Why the tests have no PostgreSQL.
public enum ClusterFailure: Error, CustomStringConvertible {
    case notInstalled
    case notStarted(log: String)
    /// A statement of the set-up itself was refused.
    case refused(message: String)

    public var description: String {
        switch self {
        case .notInstalled:
            """
            PostgreSQL's server programs (initdb, postgres) are not installed. Run bin/test, which installs them, or:
            apt-get install postgresql
            """
        case .notStarted(let log): "The throw-away PostgreSQL did not start: \(log)"
        case .refused(let message): "The throw-away PostgreSQL refused: \(message)"
        }
    }
}
