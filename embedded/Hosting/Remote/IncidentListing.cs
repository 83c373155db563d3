using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Autocura.Embedded.Hosting.Remote;

/// <summary>Reads incidents of a running instance, and shows them as a table.</summary>
internal static class IncidentListing
{
    private static readonly string[] Ended = ["Resolved", "Escalated"];

    /// <summary>The newest first; the open ones only, unless all are asked for.</summary>
    public static async Task<JsonArray> ReadAsync(RemoteHost host, string? ns, bool all, CancellationToken cancellationToken)
    {
        var listed = await host.GetAsync($"api/incidents?limit=500{(ns is null ? "" : $"&namespace={Uri.EscapeDataString(ns)}")}", cancellationToken) as JsonArray ?? [];
        return all ? listed : [.. listed.Where(one => !IsEnded(one!)).Select(one => one!.DeepClone())];
    }

    /// <summary>The whole id of the incident that is meant.</summary>
    /// <exception cref="RemoteException">None is meant, or more than one.</exception>
    public static async Task<string> FindAsync(RemoteHost host, string id, CancellationToken cancellationToken)
    {
        var listed = await ReadAsync(host, null, all: true, cancellationToken);
        if (listed.Any(one => Text(one, "id") == id)) return id;
        var meant = listed.Where(one => Text(one, "id").Contains(id, StringComparison.OrdinalIgnoreCase)).ToList();
        var open = meant.Where(one => !IsEnded(one!)).ToList();
        return (open.Count > 0 ? open : meant) switch
        {
            [var one] => Text(one, "id"),
            [] => throw new RemoteException($"No incident has '{id}' in its id: 'incidents --all' lists them."),
            var several => throw new RemoteException($"'{id}' may mean {string.Join(", ", several.Select(one => Text(one, "id")))}: say which."),
        };
    }

    public static void Write(JsonArray incidents, DateTimeOffset now, TextWriter output)
    {
        if (incidents.Count == 0)
        {
            output.WriteLine("There are no incidents.");
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("PHASE", "SEVERITY", "TARGET", "OUTCOME", "AGE", "ID").AddColumn("WHAT");
        foreach (var one in incidents)
        {
            var workload = one!["workload"]!;
            table.AddRow([.. new[] { Text(one, "phase"), Text(one, "severity"), $"{workload["kind"]} {workload["namespace"]}/{workload["name"]}", Text(one, "outcome"), Age(one, now), Text(one, "id"), Text(one, "headline") }.Select(Markup.Escape)]);
        }

        // A pipe has no width: what is written there is not cut.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Console.IsOutputRedirected ? 1000 : Math.Max(80, console.Profile.Width);
        console.Write(table);
    }

    private static bool IsEnded(JsonNode one) => Ended.Contains(Text(one, "phase"));

    private static string Text(JsonNode? one, string name) => one?[name]?.ToString() ?? "";

    private static string Age(JsonNode one, DateTimeOffset now)
    {
        var age = now - DateTimeOffset.Parse(Text(one, "openedAt"), CultureInfo.InvariantCulture);
        return age.TotalHours >= 48 ? $"{age.TotalDays:0}d" : age.TotalMinutes >= 120 ? $"{age.TotalHours:0}h" : age.TotalSeconds >= 120 ? $"{age.TotalMinutes:0}m" : $"{Math.Max(0, age.TotalSeconds):0}s";
    }
}
