using System.Security.Cryptography;
using System.Text;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>An object as a short text that is the same in every incident. One with a long name ends in a digest of it, so that two never become one.</summary>
internal static class ObjectText
{
    private const int Longest = 80;
    private const int Kept = 63;

    public static string Of(ObjectRef target)
    {
        var text = target.ToString();
        return text.Length <= Longest ? text : $"{text[..Kept]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }
}

/// <summary>A workload as ten characters: the end of its incident's instance id.</summary>
internal static class WorkloadDigest
{
    public static string Of(WorkloadRef workload) => workload.Digest(10);
}
