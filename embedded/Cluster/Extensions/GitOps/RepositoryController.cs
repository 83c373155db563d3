using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>Flux's source controller: looks at each GitRepository every interval and says which revision it has.</summary>
internal sealed class RepositoryController(ClusterClient client) : IController
{
    public const string Group = "source.toolkit.fluxcd.io";
    public const string Plural = "gitrepositories";

    public string Name => "source-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) =>
        change.Key is { Group: Group, Plural: Plural } && change.Kind != ChangeKind.Deleted ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } repository || repository.IsDeleting() || repository.Is("spec", "suspend"))
        {
            return null;
        }

        var url = repository.Text("spec", "url") ?? "";
        var branch = repository.Text("spec", "ref", "branch") ?? "master";
        var revision = ManifestFolder.RevisionOf(client, url) is { } hash ? $"{branch}@sha1:{hash}" : null;
        client.UpdateStatus(key, status =>
        {
            status["observedGeneration"] = repository.Count("metadata", "generation");
            FluxConditions.Write(status, repository, client.Now, revision is not null
                ? new("True", "Succeeded", $"stored artifact for revision '{revision}'")
                : new("False", "GitOperationFailed", $"failed to checkout and determine revision: unable to clone '{url}': repository not found"));
            if (revision is not null && status.Text("artifact", "revision") != revision)
            {
                status["artifact"] = new JsonObject { ["revision"] = revision, ["digest"] = $"sha256:{revision[^40..]}", ["path"] = $"gitrepository/{key.Namespace}/{key.Name}/{revision[^40..]}.tar.gz", ["lastUpdateTime"] = client.Now.ToTimestamp() };
            }
        });
        return client.Now + FluxConditions.Interval(repository);
    }
}
