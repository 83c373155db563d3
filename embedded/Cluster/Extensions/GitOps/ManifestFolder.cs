using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>
/// A folder of a repository. There is no Git here: a ConfigMap of any namespace stands for one folder, its annotations say of which repository and at which path,
/// and each of its keys is a file of manifests. Its revision follows from the contents.
/// </summary>
internal sealed class ManifestFolder
{
    public const string RepositoryAnnotation = "simulation.autocura.io/repository";
    public const string PathAnnotation = "simulation.autocura.io/path";

    private ManifestFolder(JsonObject source)
    {
        var files = source.TextMap("data").OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        var contents = string.Join('\n', files.Select(file => $"{file.Key}\n{file.Value}"));
        Revision = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contents)))[..40];
        Manifests = [.. files.SelectMany(file => YamlTree.ParseAll(file.Value)).OfType<JsonObject>()];
    }

    /// <summary>What stands for the commit.</summary>
    public string Revision { get; }

    /// <summary>The objects as written.</summary>
    public IReadOnlyList<JsonObject> Manifests { get; }

    /// <summary>The folder; null when the repository has none of that path.</summary>
    public static ManifestFolder? Find(ClusterClient client, string? repository, string? path) =>
        All(client, repository).FirstOrDefault(folder => Plain(folder.Annotation(PathAnnotation)) == Plain(path)) is { } found ? new(found) : null;

    /// <summary>What stands for the commit of the whole repository; null when there is no such repository.</summary>
    public static string? RevisionOf(ClusterClient client, string? repository)
    {
        var folders = All(client, repository).Select(folder => new ManifestFolder(folder).Revision).Order(StringComparer.Ordinal).ToList();
        return folders.Count == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(folders))))[..40];
    }

    private static IEnumerable<JsonObject> All(ClusterClient client, string? repository) =>
        client.List("", "configmaps").Where(map => map.Annotation(RepositoryAnnotation) is { } url && Address(url) == Address(repository));

    private static string Address(string? url) => url?.TrimEnd('/').Replace(".git", "", StringComparison.Ordinal) ?? "";

    private static string Plain(string? path) => (path ?? "").Trim('.', '/');
}
