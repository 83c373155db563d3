using Autocura.Embedded.Cluster.Authorization;

namespace Autocura.Embedded.Cluster.Faults;

/// <summary>What a failing API server says, in the words of the real one.</summary>
internal static class FaultAnswer
{
    public static ApiStatus For(FaultRule rule, AccessAttributes asked)
    {
        var resource = asked.Group.Length == 0 ? asked.Resource : $"{asked.Resource}.{asked.Group}";
        var (reason, message) = rule.Code switch
        {
            409 => ("Conflict", $"Operation cannot be fulfilled on {resource} \"{asked.Name}\": the object has been modified; please apply your changes to the latest version and try again"),
            429 => ("TooManyRequests", "the server has received too many requests and has asked us to try again later"),
            500 => ("InternalError", "Internal error occurred: etcdserver: leader changed"),
            503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
            504 => ("Timeout", "Timeout: request did not complete within the allotted timeout"),
            var code => ("", $"the server answered with {code}"),
        };
        return new(rule.Code, reason, message) { Name = asked.Name, Group = asked.Group, Kind = asked.Resource, RetryAfterSeconds = rule.RetryAfterSeconds };
    }
}
