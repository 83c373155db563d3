using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers.Access;

/// <summary>
/// Stands before every HTTP function, behind the host's own key: who sent the request, and whether they may. It is middleware, so that no function can forget it; a function that
/// <see cref="RouteRules"/> does not know is refused.
/// </summary>
internal sealed class AccessGuard(CallerRecognition callers, ILogger<AccessGuard> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        var rule = RouteRules.Of(function);
        if (context.GetHttpContext() is { } http)
        {
            SecurityHeaders.Set(http.Response.Headers);
            return Refusal(http, function, rule) is { } refusal ? refusal.WriteAsync(http) : next(context);
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
