using System.Text;
using Autocura.Ledger.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers.Access;

/// <summary>Says of a call what its record says: who asks for what, on which incident, in their own words.</summary>
internal static class AuditedCalls
{
    public const string Unverified = "somebody";

    // What opens doors is no part of what was said.
    private static readonly string[] Secrets = ["code", CallerRecognition.KeyQuery];

    public static AuditEntry Of(FunctionContext context, HttpRequest request, byte[] body, ProvedDecision? proved)
    {
        var caller = proved?.Caller ?? Caller.Of(request);
        return new AuditEntry(AuditStage.Asked, context.InvocationId, context.FunctionDefinition.Name)
        {
            Who = caller?.Name ?? Unverified,
            Roles = caller is null ? "" : RoleNames.Of(caller.Roles),
            Way = caller?.Way ?? "open",
            Target = proved?.Target ?? $"{context.BindingContext.BindingData.GetValueOrDefault("id")}",
            Said = proved?.Said ?? Said(request, body),
        };
    }

    private static string Said(HttpRequest request, byte[] body)
    {
        var query = request.Query.Where(pair => !Secrets.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).Select(pair => $"{pair.Key}={pair.Value}");
        return string.Join(' ', query.Append(Encoding.UTF8.GetString(body))).Trim();
    }
}
