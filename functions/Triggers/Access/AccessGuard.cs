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
internal sealed class AccessGuard(CallerRecognition callers, OwnProofs proofs, CallRecorder recorder, ILogger<AccessGuard> logger) : IFunctionsWorkerMiddleware
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
                : rule!.IsAudited ? RecordedAsync(context, http, rule, next)
                : next(context);
        }

        return rule is null ? next(context) : throw new InvalidOperationException($"The request of {function} is out of reach, so nobody can say who sent it: UseAutocura must come after ConfigureFunctionsWebApplication.");
    }

    private async Task RecordedAsync(FunctionContext context, HttpContext http, RouteRule rule, FunctionExecutionDelegate next)
    {
        if (await SmallBody.ReadAsync(http.Request, rule.MostBytes, http.RequestAborted) is not { } body)
        {
            await ProblemAnswer.TooLarge($"The body may have {rule.MostBytes} bytes.").WriteAsync(http);
            return;
        }

        var proved = proofs.Read(context, rule, http.Request, body);
        if (rule.Proof != ProofKind.None && proved is null)
        {
            await next(context); // nothing is proved, so the function does nothing but say why
            return;
        }

        var entry = AuditedCalls.Of(context, http.Request, body, proved);
        if (await recorder.AskedAsync(http, entry) is { } refusal)
        {
            await refusal.WriteAsync(http);
            return;
        }

        var call = new AuditedCall(recorder, entry);
        call.Watch(http);
        try
        {
            await next(context);
        }
        catch
        {
            await call.EndAsync(StatusCodes.Status500InternalServerError);
            throw;
        }
    }

    private ObjectResult? Refusal(HttpContext http, string function, RouteRule? rule)
    {
        if (rule is null)
        {
            logger.LogError("Function {Function} has no rule of access, so it is refused to everybody", function);
            return ProblemAnswer.Forbidden($"Nobody may call {function}: it has no rule of access.");
        }

        return rule.Needs == Roles.None || !callers.IsOn ? null : Refusal(http, function, rule, callers.Recognise(http.Request, rule));
    }

    private ObjectResult? Refusal(HttpContext http, string function, RouteRule rule, Recognition recognised)
    {
        if (recognised.Caller is not { } caller)
        {
            logger.LogInformation("A call of {Function} was refused: {Problem}", function, recognised.Problem);
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"autocura\"";
            return ProblemAnswer.Unauthorized(recognised.Problem);
        }

        caller.Accompany(http);
        if (caller.May(rule.Needs))
        {
            return null;
        }

        logger.LogWarning("{Caller} ({Roles}) called {Function}, which is for the role {Needed}", caller.Name, caller.Roles, function, rule.Needs);
        return ProblemAnswer.Forbidden($"'{caller.Name}' has the roles: {(caller.Roles == Roles.None ? "none" : RoleNames.Of(caller.Roles))}. This asks for {RoleNames.Of(rule.Needs)}.");
    }
}
