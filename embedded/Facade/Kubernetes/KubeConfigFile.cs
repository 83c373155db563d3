using k8s.Exceptions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace k8s;

/// <summary>Reads kubeconfig files. Several are merged as kubectl merges them: of two entries with one name the first stands.</summary>
internal static class KubeConfigFile
{
    public static KubeConfigEntries Load(IReadOnlyList<string> paths, bool useRelativePaths)
    {
        var files = paths.Select(path => Load(path, useRelativePaths)).ToList();
        return new KubeConfigEntries
        {
            CurrentContext = files.Select(f => f.CurrentContext).FirstOrDefault(c => !string.IsNullOrEmpty(c)),
            Contexts = [.. files.SelectMany(f => f.Contexts)],
            Clusters = [.. files.SelectMany(f => f.Clusters)],
            Users = [.. files.SelectMany(f => f.Users)],
        };
    }

    private static KubeConfigEntries Load(string path, bool useRelativePaths)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new KubeConfigException($"kubeconfig file not found at {full}");
        var entries = Parse(full);
        if (useRelativePaths) ResolvePaths(entries, Path.GetDirectoryName(full)!);
        return entries;
    }

    private static KubeConfigEntries Parse(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            var entries = new DeserializerBuilder()
                .WithNamingConvention(HyphenatedNamingConvention.Instance)
                .IgnoreUnmatchedProperties()
                .Build()
                .Deserialize<KubeConfigEntries?>(text) ?? throw new KubeConfigException($"kubeconfig {path} is empty");
            entries.Contexts = Named(entries.Contexts);
            entries.Clusters = Named(entries.Clusters);
            entries.Users = Named(entries.Users);
            return entries;
        }
        catch (YamlException error)
        {
            throw new KubeConfigException($"kubeconfig {path} is not readable at line {error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>A key without a value parses as null, and so does an empty list item.</summary>
    private static List<NamedEntry> Named(List<NamedEntry>? entries) => [.. (entries ?? []).Where(e => e?.Name is not null)];

    private static void ResolvePaths(KubeConfigEntries entries, string folder)
    {
        foreach (var cluster in entries.Clusters.Select(e => e.Cluster).OfType<ClusterEntry>())
            cluster.CertificateAuthority = Resolve(cluster.CertificateAuthority);
        foreach (var user in entries.Users.Select(e => e.User).OfType<UserEntry>())
        {
            user.ClientCertificate = Resolve(user.ClientCertificate);
            user.ClientKey = Resolve(user.ClientKey);
            user.TokenFile = Resolve(user.TokenFile);
            // A bare command is looked up on PATH; one with a folder in it is relative to the file that names it.
            if (user.Exec?.Command is { } command && command.Contains('/')) user.Exec.Command = Resolve(command);
        }

        string? Resolve(string? path) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path, folder);
    }
}
