using System.Formats.Asn1;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Autocura.Embedded.Cluster.Authentication;

/// <summary>Users by the certificate they show: the common name is the user, each organisation is a group. Only the cluster's own authority counts.</summary>
internal sealed class ClientCertificates(X509Certificate2 authority)
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // A connection shows one certificate however many requests it carries.
    private readonly ConditionalWeakTable<X509Certificate2, UserIdentity> known = [];

    /// <summary>The user, or null when the certificate is not one that the authority has signed for a client, or not valid now.</summary>
    public UserIdentity? Identify(X509Certificate2 shown)
    {
        if (known.TryGetValue(shown, out var user))
        {
            return user;
        }

        if (!IsTrusted(shown) || Subject(shown) is not { Name.Length: > 0 } named)
        {
            return null;
        }

        known.AddOrUpdate(shown, named);
        return named;
    }

    private bool IsTrusted(X509Certificate2 shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(shown);
    }

    private static UserIdentity Subject(X509Certificate2 certificate)
    {
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).SelectMany(name => Attributes(name.RawData)).ToList();
        var name = parts.LastOrDefault(part => part.Type == CommonName).Value ?? "";
        return new(name, [.. parts.Where(part => part.Type == Organization).Select(part => part.Value), UserIdentity.AuthenticatedGroup]);
    }

    // Some tools write several organisations as one name of several values.
    private static List<(string Type, string Value)> Attributes(ReadOnlyMemory<byte> encoded)
    {
        var found = new List<(string Type, string Value)>();
        var set = new AsnReader(encoded, AsnEncodingRules.DER).ReadSetOf();
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            if (type is CommonName or Organization)
            {
                found.Add((type, attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue)));
            }
        }

        return found;
    }
}
