using System.Text.Json.Nodes;
using Autocura.Functions.Tests.Conformance;
using Autocura.Support.Notices;

namespace Autocura.Functions.Tests.Notifications;

/// <summary>The other side of a channel that is told over HTTP.</summary>
internal sealed class HttpReceiver(PeopleServer server) : IReceiver
{
    public PeopleServer Server => server;

    public Fault Fault { get => server.Fault; set => server.Fault = value; }

    public Task Asked => server.Asked;

    public static async Task<IReceiver> StartAsync() => new HttpReceiver(await PeopleServer.StartAsync());

    /// <summary>Every text in every body, as it reads when JSON is taken off.</summary>
    public string Received() => string.Join('\n', server.Posted.Where(one => one.Body.Length > 0).SelectMany(one => Texts(one.Json)));

    /// <summary>Slack alone reads markup.</summary>
    public string Shown() => string.Join('\n', server.Posted.Where(one => one.Path.StartsWith("/slack", StringComparison.Ordinal) && one.Body.Length > 0).SelectMany(one => Texts(one.Json)));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => Texts(entry.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value => [$"{value}"],
        _ => [],
    };
}
