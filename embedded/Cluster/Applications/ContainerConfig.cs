using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// The configuration of a container as its process read it: what its environment and its mounted files said when it started. The node remembers what came
/// from ConfigMaps and Secrets; the rest stands in the pod.
/// </summary>
internal sealed partial class ContainerConfig(JsonObject? pod, JsonObject container, JsonObject? remembered)
{
    /// <summary>A variable's value; null when there is none.</summary>
    public string? Variable(string name)
    {
        var declared = container.Objects("env").LastOrDefault(variable => variable.Text("name") == name);
        if (declared is null || declared["valueFrom"] is not null)
        {
            return remembered.Text("env", name) ?? Field(declared.Text("valueFrom", "fieldRef", "fieldPath"));
        }

        return Expand(declared.Text("value") ?? "", name);
    }

    /// <summary>The content of a mounted file, by the name of its ConfigMap or Secret and its key.</summary>
    public string? File(string nameAndKey) => remembered.Text("files", nameAndKey);

    /// <summary>Command and arguments in one line, with the variables they name.</summary>
    public string CommandLine => string.Join(' ', container.Texts("command").Concat(container.Texts("args")).Select(part => Expand(part, "")));

    /// <summary>What a node has to remember of a container that starts now; null when it takes nothing from ConfigMaps and Secrets.</summary>
    public static JsonObject? Read(Func<ObjectKey, JsonObject?> find, JsonObject pod, JsonObject container)
    {
        var sources = new ConfigSources(find, pod.Namespace());
        var environment = sources.Environment(container);
        var files = sources.Files(pod, container);
        return environment.Count + files.Count == 0 ? null : new JsonObject { ["env"] = environment, ["files"] = files };
    }

    private string Expand(string text, string within) =>
        text.Contains("$(") ? Reference().Replace(text, reference => reference.Groups["name"].Value == within ? reference.Value : Variable(reference.Groups["name"].Value) ?? reference.Value) : text;

    private string? Field(string? path) => path switch
    {
        "metadata.name" => pod?.Name(),
        "metadata.namespace" => pod?.Namespace(),
        "status.podIP" => pod.Text("status", "podIP"),
        "spec.nodeName" => pod.Text("spec", "nodeName"),
        _ => null,
    };

    [GeneratedRegex(@"\$\((?<name>\w+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}

/// <summary>The ConfigMaps and Secrets that a container refers to, as they are now.</summary>
internal sealed class ConfigSources(Func<ObjectKey, JsonObject?> find, string? ns)
{
    public JsonObject Environment(JsonObject container)
    {
        var values = new JsonObject();
        foreach (var from in container.Objects("envFrom"))
        {
            var prefix = from.Text("prefix") ?? "";
            Copy(Entries("configmaps", from.Text("configMapRef", "name")), values, prefix);
            Copy(Entries("secrets", from.Text("secretRef", "name")), values, prefix);
        }

        foreach (var variable in container.Objects("env"))
        {
            var from = variable.At("valueFrom");
            var value = Value("configmaps", from.At("configMapKeyRef")) ?? Value("secrets", from.At("secretKeyRef"));
            if (value is not null)
            {
                values[variable.Text("name")!] = value;
            }
        }

        return values;
    }

    public JsonObject Files(JsonObject pod, JsonObject container)
    {
        var files = new JsonObject();
        var mounted = container.Objects("volumeMounts").Select(mount => mount.Text("name")).ToHashSet();
        foreach (var volume in pod.Objects("spec", "volumes").Where(volume => mounted.Contains(volume.Text("name"))))
        {
            Mount(volume, files);
            foreach (var source in volume.Objects("projected", "sources"))
            {
                Mount(source, files);
            }
        }

        return files;
    }

    private void Mount(JsonObject volume, JsonObject files)
    {
        foreach (var (plural, name) in ((string, string?)[])
            [("configmaps", volume.Text("configMap", "name")), ("secrets", volume.Text("secret", "secretName") ?? volume.Text("secret", "name"))])
        {
            Copy(Entries(plural, name), files, $"{name}/");
        }
    }

    private static void Copy(IEnumerable<KeyValuePair<string, string>> entries, JsonObject to, string prefix)
    {
        foreach (var (key, value) in entries)
        {
            to[prefix + key] = value;
        }
    }

    private string? Value(string plural, JsonNode? reference) => Entries(plural, reference.Text("name"))
        .FirstOrDefault(entry => entry.Key == reference.Text("key")).Value;

    private IEnumerable<KeyValuePair<string, string>> Entries(string plural, string? name)
    {
        var source = name is null ? null : find(ObjectKey.Core(plural, ns, name));
        return source.TextMap("data").Select(entry => plural == "secrets" ? KeyValuePair.Create(entry.Key, Decoded(entry.Value)) : entry);
    }

    private static string Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : value;
    }
}
