using System.Text.Json.Nodes;

namespace Autocura.Environments;

/// <summary>What is different in one container of a pod template: its image, and some of its plain variables.</summary>
public sealed record ContainerChange(string Container)
{
    /// <summary>Empty: it stays.</summary>
    public string Image { get; init; } = "";

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Changes the workload it gets, or says why not.</summary>
    public string? ApplyTo(JsonObject workload)
    {
        var containers = workload["spec"]?["template"]?["spec"]?["containers"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        if (containers.Find(one => $"{one["name"]}" == Container) is not { } container)
        {
            return $"There is no container '{Container}'; there are {string.Join(", ", containers.Select(one => $"{one["name"]}"))}.";
        }

        if (Image.Length > 0)
        {
            container["image"] = Image;
        }

        foreach (var (name, value) in Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            Set(container, name, value);
        }

        return null;
    }

    // A variable that was read from somewhere is a plain one from then on.
    private static void Set(JsonObject container, string name, string value)
    {
        var variables = container["env"] as JsonArray ?? [];
        container["env"] ??= variables;
        var plain = new JsonObject { ["name"] = name, ["value"] = value };
        var place = variables.Select(one => $"{one?["name"]}").ToList().IndexOf(name);
        if (place >= 0)
        {
            variables[place] = plain;
        }
        else
        {
            variables.Add(plain);
        }
    }
}
