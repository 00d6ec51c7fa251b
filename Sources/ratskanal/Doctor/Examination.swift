import Foundation
import HTTP
import Link
import Media
import Storage

/// Everything that `doctor` looks at, as facts; what they mean is decided without looking again.
struct Examination: Sendable {
    var configuration: ConfigurationFacts
    /// Nil where nobody may look.
    var service: RunningService?
    var folder: DataFolder
    /// Nil where the kernel does not say.
    var disk: DiskSpace?
    /// Nil where nobody may look.
    var catalogue: CatalogueState?
    var ports: [PortState]
    var fileInputs: [FileInput]
    var calledInputs: [CalledInput]
    var delays: [RoomDelays]
    var clock: KernelClock
    var zone: ZoneFacts
    var openFiles: OpenFileLimit
    var media: MediaSupport

    var diagnoses: [Diagnosis] {
        [configuration.diagnosis] + [service?.diagnosis].compactMap { $0 } + folder.diagnoses
            + (disk?.diagnoses ?? []) + [catalogue?.diagnosis].compactMap { $0 }
            + ports.map(\.diagnosis) + fileInputs.map(\.diagnosis)
            + calledInputs.map(\.diagnosis) + delays.flatMap(\.diagnoses)
            + [clock.diagnosis, zone.diagnosis, openFiles.diagnosis] + media.diagnoses
    }
}

extension Examination {
    /// Looks at this machine and changes nothing.
    init(_ configuration: Configuration, file: String?) {
        self.configuration = ConfigurationFacts(configuration, file: file)
        folder = DataFolder(at: configuration.data)
        let data = configuration.data
        if folder.canBeSeen {
            service = RunningService(socket: DataDirectory.socket(in: data))
            catalogue = CatalogueState(at: DataDirectory.catalogue(in: data))
        }
        let service = self.service ?? .unknown
        let isThere = folder.presence == .there
        disk = DiskSpace(
            at: isThere ? data : DataFolder.nearest(above: data),
            rates: configuration.rooms.map { [catalogue] room in
                DiskSpace.Rate(room: room.id, measured: catalogue?.bitRate(of: room.id))
            })
        ports = [PortState("web server", .tcp, at: configuration.listen, service: service)]
        fileInputs = []
        calledInputs = []
        for room in configuration.rooms {
            if let address = room.input.listenAddress {
                ports.append(PortState("room \(room.id)", .udp, at: address, service: service))
            } else if case .file(let path, _) = room.input {
                fileInputs.append(FileInput(room: room.id, path: path))
            } else if let called = CalledInput(room: room.id, room.input) {
                calledInputs.append(called)
            }
        }
        let rooms = service.rooms(socket: DataDirectory.socket(in: data))
        delays = configuration.rooms.compactMap { room in
            RoomDelays(room, lateness: rooms.first { $0.room == room.id }?.lateness)
        }
        clock = .current
        zone = ZoneFacts(configuration.timeZone, at: Date())
        openFiles = OpenFileLimit(needed: Limits().descriptors, service: service)
        media = .current
    }
}
