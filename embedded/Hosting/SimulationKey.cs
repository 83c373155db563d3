using System.Security.Cryptography;
using Autocura.Triggers.Access;
using Microsoft.Extensions.Configuration;

namespace Autocura.Embedded.Hosting;

/// <summary>
/// By which the alerting of the simulated cluster is let in where callers need keys: the host's own, and an access key with the role of a sender that is made at each start and known to nobody else.
/// </summary>
internal sealed class SimulationKey
{
    private const string Name = "Autocura:Access:Keys:simulation";

    private readonly string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private string hostKey = "";

    /// <summary>Makes it known to the app, if callers have roles there: it must not be what turns them on.</summary>
    public void Introduce(IConfiguration settings)
    {
        hostKey = settings["Host:Keys:Function"] ?? "";
        if (settings.GetSection("Autocura:Access").Get<AccessOptions>() is not { IsOn: true }) return;
        settings[$"{Name}:Roles"] = "sender";
        settings[$"{Name}:Hashes"] = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>What it shows.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return KeyValuePair.Create(CallerRecognition.KeyHeader, secret);
        if (hostKey.Length > 0) yield return KeyValuePair.Create("x-functions-key", hostKey);
    }
}
