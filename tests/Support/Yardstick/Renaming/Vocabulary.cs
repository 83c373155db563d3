using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.Support.Yardstick.Renaming;

/// <summary>
/// What can be renamed: the names of objects, containers, volumes, flags and variables, the values of labels, and ports. What a meaning of the outside world hangs on
/// stays: kinds and API groups, the words of Kubernetes and of other projects' schemas, keys of labels and annotations, the namespaces and the API server of
/// the cluster itself, names of files, the parts that an operator makes, and ports that a scheme implies.
/// </summary>
internal sealed partial class Vocabulary
{
    private static readonly HashSet<string> Named = ["name", "namespace", "serviceAccountName", "claimName", "volumeName", "storageClassName", "priorityClassName", "service", "workload", "caller", "queue", "group", "topic"];
    private static readonly HashSet<string> NotNames = ["default", "cluster", "autocura", "autocura-cognitiva", "ReadWriteOnce", "http", "https", "grpc", "cpu", "memory"];
    private static readonly HashSet<string> Labels = ["labels", "matchLabels", "labelSelectors", "selector", "nodeSelector"];
    private static readonly HashSet<string> PortNames = ["port", "containerPort", "targetPort", "hostPort", "nodePort"];
    private static readonly HashSet<string> WellKnownLabels = ["kubernetes.io/os", "kubernetes.io/arch", "istio.io/dataplane-mode", "node-role.kubernetes.io/control-plane", "tier"];
    private static readonly HashSet<int> ImpliedPorts = [53, 80, 443, 6443];

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

    public HashSet<int> Ports { get; } = [];

    /// <summary>Takes in what a file names.</summary>
    public void Read(JsonNode? node, string property = "")
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (key, value) in fields)
                {
                    Note(property, key, value);
                    Read(value, key);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Note("", property == "listens" ? "port" : property == "namespaces" ? "namespace" : property == "otherWorkloads" ? "workload" : "", item);
                    Read(item, property);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Takes in the flags of a document in a ConfigMap.</summary>
    public void ReadFlags(JsonNode document)
    {
        foreach (var (flag, _) in document["flags"]?.AsObject() ?? [])
        {
            Names.Add(flag);
        }
    }

    /// <summary>Takes in an object as scenarios name it: <c>apps/v1 Deployment shop/cart</c>.</summary>
    public void ReadTarget(string target)
    {
        foreach (var name in target.Split(' ')[^1].Split('/'))
        {
            Add(name);
        }
    }

    private void Note(string parent, string key, JsonNode? value)
    {
        if (value is not JsonValue scalar)
        {
            return;
        }

        if (PortNames.Contains(key) && RenamedTree.Whole(scalar) is { } port && !ImpliedPorts.Contains(port))
        {
            Ports.Add(port);
        }
        else if (scalar.TryGetValue<string>(out var text))
        {
            if (key == "address" && Variable().IsMatch(text))
            {
                Variables.Add(text);
            }
            else if ((key is "on" or "target") && text.Split(' ').Length == 3)
            {
                ReadTarget(text);
            }
            else if (Named.Contains(key) || (Labels.Contains(parent) && !WellKnownLabels.Contains(key)))
            {
                Add(text);
            }
        }
    }

    private void Add(string name)
    {
        if (Name().IsMatch(name) && !NotNames.Contains(name) && !name.StartsWith("kube-", StringComparison.Ordinal) && name != "control-plane")
        {
            Names.Add(name);
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*[a-z0-9]\z|\Av[0-9]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
