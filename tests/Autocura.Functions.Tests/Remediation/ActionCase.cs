using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation;

/// <summary>An action, the object that it is tried on, and steps for it.</summary>
internal sealed record ActionCase(TestCluster Cluster, IRemediationAction Action, ObjectKey Key, Func<Random, PlanStep> Step)
{
    private static readonly string[] Words = ["amber", "birch", "coral", "delta", "ember", "fjord"];

    /// <summary>What else is changed at random; labels and annotations are in any case.</summary>
    public Action<JsonObject, Random> Vary { get; init; } = (_, _) => { };

    /// <summary>Changes the object as people and tools do.</summary>
    public void Change(Random random) => Cluster.Edit(Key, found =>
    {
        var metadata = found["metadata"]!;
        (metadata["labels"] ??= new JsonObject())[$"example.org/{Word(random)}"] = Word(random);
        (metadata["annotations"] ??= new JsonObject())[$"example.org/{Word(random)}"] = Word(random);
        if (random.Next(3) == 0 && metadata["labels"]!.AsObject().Select(label => label.Key).FirstOrDefault(name => name.StartsWith("example.org/")) is { } gone)
        {
            metadata["labels"]!.AsObject().Remove(gone);
        }

        Vary(found, random);
    });

    /// <summary>Writes what nobody declares, as a controller does between our read and our write.</summary>
    public void WriteStatus()
    {
        if (Cluster.Store.Find(Key) is not null)
        {
            Cluster.Edit(Key, found => (found["metadata"]!["annotations"] ??= new JsonObject())["deployment.kubernetes.io/seen"] = $"{Cluster.Store.Audit.Read().Count}");
        }
    }

    public static string Word(Random random) => Words[random.Next(Words.Length)];
}
