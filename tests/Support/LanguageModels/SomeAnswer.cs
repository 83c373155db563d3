using System.Text.Json.Nodes;

namespace Autocura.Support.LanguageModels;

/// <summary>Answers of the form that is asked for, and the changes that tests make to them.</summary>
public static class SomeAnswer
{
    /// <summary>It does not know.</summary>
    public static string Nothing() => Of().ToJsonString();

    /// <summary>A cause of shop/cart and, where it is given, an action on it.</summary>
    public static string Naming(string cause, string? action = null, double confidence = 0.9, params (string Name, string Value)[] parameters)
    {
        var answer = Of(confidence);
        answer["hypotheses"]!.AsArray().Add(Hypothesis(cause, confidence));
        if (action is not null) answer["suggestedActions"]!.AsArray().Add(Action(action, "Deployment", "shop", "cart", parameters));
        return answer.ToJsonString();
    }

    public static JsonObject Of(double confidence = 0.9) => new()
    {
        ["analysis"] = "The pods of the new release do not start.",
        ["confidence"] = confidence,
        ["recommendations"] = new JsonArray("Look at the registry."),
        ["hypotheses"] = new JsonArray(),
        ["suggestedActions"] = new JsonArray(),
    };

    public static JsonObject Hypothesis(string cause, double confidence = 0.9, string kind = "Deployment", string name = "cart") => new()
    {
        ["cause"] = cause,
        ["object"] = Reference(kind, "shop", name),
        ["confidence"] = confidence,
        ["why"] = "The pods say so.",
    };

    public static JsonObject Action(string action, string kind, string ns, string name, params (string Name, string Value)[] parameters) => new()
    {
        ["action"] = action,
        ["target"] = Reference(kind, ns, name),
        ["parameters"] = new JsonArray([.. parameters.Select(parameter => new JsonObject { ["name"] = parameter.Name, ["value"] = parameter.Value })]),
        ["why"] = "It would help.",
    };

    public static JsonObject Reference(string kind, string ns, string name) => new() { ["kind"] = kind, ["namespace"] = ns, ["name"] = name };
}
