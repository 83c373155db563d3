using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>What an Issue tells of other incidents: whom this one waits for, who waits for it, and which episode it continues.</summary>
internal static class IssueKinship
{
    private const int MaxChildren = 64;

    public static JsonObject Reference(IncidentLink link) => new() { ["name"] = link.RecordName, ["namespace"] = link.Workload.Namespace };

    public static void Describe(JsonObject status, IncidentStatus incident)
    {
        var kinship = incident.Kinship;
        status["role"] = kinship.Role.ToString();
        if (kinship.Parent is { Why.Length: > 0 } parent) status["relation"] = Manifest.Text($"{parent.RecordName}: {parent.Why}", Manifest.Sentence);
        if (kinship.ChildrenInAll > 0)
        {
            status["childrenCount"] = kinship.ChildrenInAll;
            status["children"] = new JsonArray([.. kinship.Children.Take(MaxChildren).Select(Reference)]);
        }

        if (incident.Reopens is { } before) status["reopens"] = before;
        if (incident.Flapping is { } flapping) status["flapping"] = flapping.ToString();
    }
}
