using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers.Access;

/// <summary>
/// Stands before every HTTP function, behind the host's own key: who sent the request, whether they may, and, where it changes something, that it is on record first. It is middleware,
/// so that no function can forget it; a function that <see cref="RouteRules"/> does not know is refused.
/// </summary>
internal sealed class AccessGuard(CallerRecognition callers, RequestLimits limits, CallGate gate, ILogger<AccessGuard> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>The call's id, as it stands in the record and in the log.</summary>
    private const string RequestHeader = "x-autocura-request";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        var rule = RouteRules.Of(function);
        if (context.GetHttpContext() is { } http)
        {
            SecurityHeaders.Set(http.Response.Headers);
            http.Response.Headers[RequestHeader] = context.InvocationId;
            return Refusal(http, function, rule) is { } refusal ? refusal.WriteAsync(http)
                : rule!.IsAudited ? gate.PassAsync(context, http, rule, next)
                : next(context);
        }

        return rule is null ? next(context) : throw new InvalidOperationException($"The request of {function} is out of reach, so nobody can say who sent it: UseAutocura must come after ConfigureFunctionsWebApplication.");
    }

    private ObjectResult? Refusal(HttpContext http, string function, RouteRule? rule)
    {
        if (rule is null)
        {
            logger.LogError("Function {Function} has no rule of access, so it is refused to everybody", function);
            return ProblemAnswer.Forbidden($"Nobody may call {function}: it has no rule of access.");
        }

        // What proves itself is counted once it has: whoever proves nothing takes nothing from who does.
        return rule.Proof != ProofKind.None || rule.IsProbed ? RequestLimits.TooLarge(http, rule)
            : rule.Needs == Roles.None ? limits.TooMany(http, rule.Traffic, function) ?? RequestLimits.TooLarge(http, rule)
            : !callers.IsOn ? limits.TooMany(http, rule.Traffic, AuditedCalls.Unverified) ?? RequestLimits.TooLarge(http, rule)
            : Refusal(http, function, rule, callers.Recognise(http.Request, rule));
    }

    private ObjectResult? Refusal(HttpContext http, string function, RouteRule rule, Recognition recognised)
    {
        if (recognised.Caller is not { } caller)
        {
            logger.LogInformation("A call of {Function} was refused: {Problem}", function, recognised.Problem);
            if (limits.TooMany(http, rule.Traffic, RequestLimits.Unknown) is { } tooMany) return tooMany;
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"autocura\"";
            return ProblemAnswer.Unauthorized(recognised.Problem);
        }

        if (limits.TooMany(http, rule.Traffic, $"{caller.Way}:{caller.Name}") is { } most)
        {
            return most;
        }

        caller.Accompany(http);
        if (caller.May(rule.Needs))
        {
            return RequestLimits.TooLarge(http, rule);
        }

        logger.LogWarning("{Caller} ({Roles}) called {Function}, which is for the role {Needed}", caller.Name, caller.Roles, function, rule.Needs);
        return ProblemAnswer.Forbidden($"'{caller.Name}' has the roles: {(caller.Roles == Roles.None ? "none" : RoleNames.Of(caller.Roles))}. This asks for {RoleNames.Of(rule.Needs)}.");
    }
}
