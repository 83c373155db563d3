using System.Globalization;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>What a list or watch asks for beside its selectors: how many, from where on, and of which moment.</summary>
internal sealed record ListOptions
{
    public const string Exact = "Exact";
    public const string NotOlderThan = "NotOlderThan";

    public int? Limit { get; private init; }

    public ContinueToken? Continue { get; private init; }

    /// <summary>The version asked for; null for any.</summary>
    public long? Version { get; private init; }

    /// <summary>Exact, NotOlderThan or empty.</summary>
    public string VersionMatch { get; private init; } = "";

    public bool SendInitialEvents { get; private init; }

    /// <summary>Whether a selector leaves objects out.</summary>
    public bool IsSelective { get; private init; }

    /// <summary>Whether the list must be of exactly the version asked for: said so, or a first page, which later ones must agree with.</summary>
    public bool IsExact => Version > 0 && (VersionMatch == Exact || VersionMatch.Length == 0 && Limit > 0);

    public static ListOptions Read(ResourceRequest request)
    {
        var version = request.Query("resourceVersion") ?? "";
        var match = request.Query("resourceVersionMatch") ?? "";
        var token = request.Query("continue") ?? "";
        Check(request, version, match, token);
        return new ListOptions
        {
            Limit = request.QueryNumber("limit"),
            Continue = token.Length > 0 ? ContinueToken.Parse(token) : null,
            Version = version.Length > 0 ? ParseVersion(version) : null,
            VersionMatch = match,
            SendInitialEvents = request.Query("sendInitialEvents") == "true",
            IsSelective = IsSelecting(request),
        };
    }

    /// <summary>Whether the request has a selector, of labels or of fields.</summary>
    public static bool IsSelecting(ResourceRequest request) => !string.IsNullOrEmpty(request.Query("labelSelector")) || !string.IsNullOrEmpty(request.Query("fieldSelector"));

    private static long ParseVersion(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        ? version
        : throw ApiStatusException.BadRequest($"resourceVersion \"{text}\" is not one this server gave out");

    private static void Check(ResourceRequest request, string version, string match, string token)
    {
        var causes = (request.IsWatch ? CheckWatch(request, match) : CheckList(request, version, match, token)).ToList();
        if (match is not ("" or Exact or NotOlderThan))
        {
            causes.Add(Causes.NotSupported("resourceVersionMatch", match, Exact, NotOlderThan, ""));
        }

        if (causes.Count > 0)
        {
            throw ApiStatusException.Invalid("meta.k8s.io", "ListOptions", "", causes);
        }

        if (token.Length > 0 && version is not ("" or "0"))
        {
            throw ApiStatusException.BadRequest("specifying resource version is not allowed when using continue");
        }
    }

    private static IEnumerable<StatusCause> CheckWatch(ResourceRequest request, string match)
    {
        var initial = request.Query("sendInitialEvents");
        if (match.Length > 0 && string.IsNullOrEmpty(initial))
        {
            yield return Causes.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        else if (!string.IsNullOrEmpty(initial) && match != NotOlderThan)
        {
            yield return Causes.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
    }

    private static IEnumerable<StatusCause> CheckList(ResourceRequest request, string version, string match, string token)
    {
        if (!string.IsNullOrEmpty(request.Query("sendInitialEvents")))
        {
            yield return Causes.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }

        if (match.Length > 0 && version.Length == 0)
        {
            yield return Causes.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }

        if (match.Length > 0 && token.Length > 0)
        {
            yield return Causes.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        }

        if (match == Exact && version == "0")
        {
            yield return Causes.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }
}
