using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>What names, labels and annotations may look like.</summary>
internal static partial class NameRules
{
    private const int LabelLimit = 63;
    private const int SubdomainLimit = 253;
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainPattern = $@"{LabelPattern}(\.{LabelPattern})*";
    private const string ServicePattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string LabelValuePattern = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private const string QualifiedPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    public static IEnumerable<StatusCause> ValidateMetadata(ResourceType type, JsonObject obj)
    {
        var name = obj.Name();
        if (name.Length == 0 && obj.Text("metadata", "generateName") is null)
        {
            yield return Causes.Required("metadata.name", "name or generateName is required");
        }
        else if (name.Length > 0 && WrongName(type, name) is { } wrong)
        {
            yield return Causes.Invalid("metadata.name", name, wrong);
        }

        foreach (var cause in ValidateLabels(obj.Child("metadata", "labels"), "metadata.labels"))
        {
            yield return cause;
        }

        foreach (var key in (obj.Child("metadata", "annotations") ?? []).Select(entry => entry.Key).Where(key => WrongKey(key) is not null))
        {
            yield return Causes.Invalid("metadata.annotations", key, WrongKey(key)!);
        }
    }

    public static IEnumerable<StatusCause> ValidateLabels(JsonObject? labels, string path)
    {
        foreach (var (key, value) in labels ?? [])
        {
            if (WrongKey(key) is { } wrong)
            {
                yield return Causes.Invalid(path, key, wrong);
            }

            if (value.Text() is { } text && (text.Length > LabelLimit || !LabelValue().IsMatch(text)))
            {
                yield return Causes.Invalid(
                    path,
                    text,
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
                    + $"character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '{LabelValuePattern}')");
            }
        }
    }

    public static string? WrongLabel(string name) => name.Length <= LabelLimit && Label().IsMatch(name)
        ? null
        : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character "
          + $"(e.g. 'my-name',  or '123-abc', regex used for validation is '{LabelPattern}')";

    private static string? WrongName(ResourceType type, string name) => type switch
    {
        { Group: "rbac.authorization.k8s.io" } => name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Contains('%', StringComparison.Ordinal)
            ? "may not contain '/' or '%'"
            : null,
        { Kind: "Service" } => name.Length <= LabelLimit && Service().IsMatch(name)
            ? null
            : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character "
              + $"(e.g. 'my-name',  or 'abc-123', regex used for validation is '{ServicePattern}')",
        { Kind: "Namespace" } => WrongLabel(name),
        _ => WrongSubdomain(name),
    };

    private static string? WrongSubdomain(string name)
    {
        if (name.Length > SubdomainLimit)
        {
            return $"must be no more than {SubdomainLimit} bytes";
        }

        return Subdomain().IsMatch(name)
            ? null
            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character "
              + $"(e.g. 'example.com', regex used for validation is '{SubdomainPattern}')";
    }

    private static string? WrongKey(string key)
    {
        var parts = key.Split('/');
        var isRight = parts.Length <= 2 && parts[^1].Length is > 0 and <= LabelLimit && Qualified().IsMatch(parts[^1]) && (parts.Length == 1 || WrongSubdomain(parts[0].ToLowerInvariant()) is null);
        return isRight
            ? null
            : "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
              + $"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{QualifiedPattern}')";
    }

    [GeneratedRegex($"^{LabelPattern}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex($"^{SubdomainPattern}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain();

    [GeneratedRegex($"^{ServicePattern}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Service();

    [GeneratedRegex($"^{LabelValuePattern}$", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelValue();

    [GeneratedRegex($"^{QualifiedPattern}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Qualified();
}
