using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Finds who owns the workload beyond itself: the custom resource it is made from, else the tool that would write it again.</summary>
internal static class OwnerReader
{
    private const int MostConditions = 3;
    private const int LongestCondition = 200;

    // Conditions of operators and GitOps tools that hold while all is well.
    private static readonly string[] Good = ["Ready", "Available", "Healthy", "Synced", "Reconciled", "Established", "Succeeded"];

    public static Task<OwnerView?> ReadAsync(Scene scene) => scene.PartAsync<OwnerView?>(EvidencePart.Owner, null, async () =>
        scene.Found is not { } found ? null
        : found.Items("metadata", "ownerReferences").OrderByDescending(owner => owner.Flag("controller")).FirstOrDefault() is { } owner ? await OfReferenceAsync(scene, owner)
        : OfTool(scene, found));

    private static async Task<OwnerView> OfReferenceAsync(Scene scene, JsonObject owner)
    {
        var (version, kind, name) = (owner.Text("apiVersion") ?? "", owner.Text("kind") ?? "", owner.Text("name") ?? "");
        var target = new ObjectRef(version, kind, scene.Namespace, name) { Cluster = scene.Workload.Cluster };
        // Only kinds that the roles name can be read.
        var read = Kinds.Find(kind) is { } known && known.ApiVersion == version ? await scene.FindAsync(target) : null;
        return new OwnerView(target, "operator", [.. Troubles(read).Take(MostConditions)]);
    }

    private static IEnumerable<string> Troubles(JsonObject? owner) => owner.Items("status", "conditions")
        .Where(condition => Good.Contains(condition.Text("type")) ? condition.Text("status") == "False" : IsTrouble(condition))
        .Select(condition => LogRedactor.Redact($"{condition.Text("type")}={condition.Text("status")}: {condition.Text("reason")} {condition.Text("message")}").TrimEnd().Clip(LongestCondition));

    private static bool IsTrouble(JsonObject condition) =>
        condition.Text("status") == "True" && (condition.Text("type") ?? "") is var type && (type.Contains("Fail") || type.Contains("Error") || type.Contains("Degraded"));

    private static OwnerView? OfTool(Scene scene, JsonObject found) =>
        ToolMarks.Of(found.Map("metadata", "labels"), found.Map("metadata", "annotations"), scene.Namespace, scene.Workload.Cluster);
}
