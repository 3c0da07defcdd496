import Testing

@testable import Preview

@Suite(.timeLimit(.minutes(1))) struct EventClientsTests {
  @Test func theOldestOfTooManyIsSentAway() async {
    let clients = EventClients()
    let streams = (0...EventClients.most).map { number in clients.subscribe { ["first \(number)"] } }
    #expect(clients.count == EventClients.most)
    clients.send("news")
    clients.finish()
    var heard: [[String]] = []
    for stream in streams {
      var events: [String] = []
      for await event in stream { events.append(event) }
      heard.append(events)
    }
    #expect(heard.first == ["first 0"])
    #expect(heard.dropFirst().allSatisfy { $0.count == 2 && $0.last == "news" })
  }
}
