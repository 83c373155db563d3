using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Planning.GitOps;

namespace Autocura.Remediation.GitOps;

/// <summary>Finds the objects by which GitOps tools write an object: its Application, Kustomization or HelmRelease, what that one is made by itself, and so on.</summary>
public sealed class GitOpsOwners(IClusters clusters)
{
    /// <summary>Applications of applications of applications; deeper nobody builds.</summary>
    private const int Deepest = 3;

    private const int MostOfAName = 2;

    /// <summary>What writes the object, the nearest first. Empty where nothing does, and where one of them cannot be found: half of them would not do.</summary>
    public async Task<IReadOnlyList<GitOpsOwner>> OfAsync(ObjectRef target, CancellationToken cancellationToken)
    {
        var owners = new List<GitOpsOwner>();
        var (owned, found) = (target, Kinds.Find(target.Kind) is null ? null : await clusters.Named(target.Cluster).FindMetadataAsync(target, cancellationToken));
        while (owners.Count < Deepest && found is not null && MarkOf(found, owned) is { } mark && GitOpsTools.Kinds.Contains(mark.Ref.Kind))
        {
            found = await LocateAsync(mark.Ref with { Cluster = target.Cluster }, cancellationToken);
            if (found is null)
            {
                return [];
            }

            owned = mark.Ref with { Cluster = target.Cluster, Namespace = found.Text("metadata", "namespace") ?? "" };
            owners.Add(new GitOpsOwner(owned, mark.Tool, found));
        }

        return owners;
    }

    /// <summary>The tool's mark on an object; none where it marks itself, as the root of all does.</summary>
    private static OwnerView? MarkOf(JsonObject found, ObjectRef target) =>
        ToolMarks.Of(found.Map("metadata", "labels"), found.Map("metadata", "annotations"), target.Namespace, target.Cluster) is { } mark
        && (mark.Ref.Kind, mark.Ref.Name) != (target.Kind, target.Name) ? mark : null;

    /// <summary>The tool's own object. A mark of Argo CD need not say where its Application is: then it is the only one of its name, or nobody can tell.</summary>
    private async Task<JsonObject?> LocateAsync(ObjectRef owner, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(owner.Cluster);
        if (owner.Namespace.Length > 0)
        {
            return await cluster.FindAsync(owner, cancellationToken);
        }

        IReadOnlyList<string> scopes = cluster.Namespaces is { Count: > 0 } named ? named : [""];
        var found = await scopes.ToAsyncEnumerable()
            .SelectMany(scope => cluster.StreamAsync(Kinds.Named(owner.Kind), new ListQuery(scope, FieldSelector: $"metadata.name={owner.Name}"), cancellationToken))
            .Take(MostOfAName)
            .ToListAsync(cancellationToken);
        return found is [var only] ? only : null;
    }
}

/// <summary>An object by which a GitOps tool writes others, as it stands.</summary>
public sealed record GitOpsOwner(ObjectRef Ref, string Tool, JsonObject Found);
