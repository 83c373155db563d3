using System.Security.Cryptography;
using System.Text;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.KnownGood.Records;

/// <summary>
/// Names of KnownGoods. They follow from the object and its state alone, so two hosts that see the same write the same record. A record lies in the namespace of its object, where
/// those who may read the one may read the other; that of an object without namespace in the system's own.
/// </summary>
internal static class RecordIdentity
{
    /// <summary>On every record of a version: the digest of its object's identity.</summary>
    public const string ObjectLabel = "autocura.io/known-object";

    /// <summary>The record of how a namespace fares: one in each, by this name.</summary>
    public const string Health = "namespace-health";

    /// <summary>Digits of a state's hash in the name of its record.</summary>
    public const int HashDigits = 8;

    private const int Readable = 40;

    public static string Of(ObjectRef target) => Digest($"{GroupOf(target)}|{target.Kind}|{target.Namespace}|{target.Name}");

    public static ObjectRef Record(ObjectRef target, string hash, string ownNamespace)
    {
        var ns = target.Namespace.Length > 0 ? target.Namespace : target.Kind == Kinds.Namespace.Kind ? target.Name : ownNamespace;
        return Kinds.KnownGood.Ref(ns, $"{target.Kind.ToLowerInvariant()}-{Slug(target.Name)}-{Of(target)[..8]}-{hash[..HashDigits]}");
    }

    public static ObjectRef HealthOf(string ns) => Kinds.KnownGood.Ref(ns, Health);

    /// <summary>Versions of a kind come and go; the object stays the same.</summary>
    private static string GroupOf(ObjectRef target) => target.ApiVersion.Contains('/', StringComparison.Ordinal) ? target.ApiVersion[..target.ApiVersion.IndexOf('/')] : "";

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static string Slug(string name)
    {
        var letters = name.Take(Readable).Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        return string.Concat(letters).Trim('-');
    }
}
