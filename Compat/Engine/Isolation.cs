namespace SunGov.Compat.Engine;

/// <summary>Keeps what is started inside it from inheriting the starter's ambient values.</summary>
internal readonly struct Isolation : IDisposable
{
    private readonly bool _entered;

    private Isolation(bool entered) => _entered = entered;

    public static Isolation Enter()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return default;
        }

        ExecutionContext.SuppressFlow();
        return new Isolation(true);
    }

    public void Dispose()
    {
        if (_entered)
        {
            ExecutionContext.RestoreFlow();
        }
    }
}
