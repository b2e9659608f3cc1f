namespace SunGov.Compat.Engine;

/// <summary>The turns: what may run next, and that never two run at once.</summary>
internal sealed partial class Activation
{
    private const int TurnsPerVisit = 128;

    [ThreadStatic]
    private static Activation? _entering;

    private Queue<Task>? _work;
    private RequestQueue _ready;
    private RequestQueue _waiting;
    private int _load;
    private int _readers;
    private int _interleaving;
    private bool _exclusive;
    private bool _scheduled;
    private bool _workRanLast;
    private Step _step;

    private enum Step : byte
    {
        None,
        Begin,
        End,
    }

    /// <summary>Takes a request; false if the activation has ended and another one must be found.</summary>
    public bool Receive(Request request)
    {
        lock (_gate)
        {
            if (_phase == Phase.Ended)
            {
                return false;
            }

            Volatile.Write(ref _load, _load + 1);
            if (_phase == Phase.New)
            {
                _phase = Phase.Starting;
                Class.Engine.Lives.Begin();
                _step = Step.Begin;
                Schedule();
            }

            if (_phase == Phase.Active && MayBegin(request.Mode))
            {
                Admit(request);
            }
            else
            {
                _waiting.Add(request);
            }

            return true;
        }
    }

    /// <summary>A request that had begun has ended.</summary>
    public void Finish(Request request, Task ended)
    {
        request.Complete(ended);
        lock (_gate)
        {
            switch (request.Mode)
            {
                case RequestMode.Exclusive:
                    _exclusive = false;
                    break;
                case RequestMode.ReadOnly:
                    _readers--;
                    break;
                default:
                    _interleaving--;
                    break;
            }

            Volatile.Write(ref _load, _load - 1);
            if (request.IsUse)
            {
                _lastUse = Class.Engine.Now;
            }

            if (_phase == Phase.Active)
            {
                AdmitWaiting();
                if (_load == 0 && Class.Engine.IsEnding)
                {
                    RequestEnd(GrainEngine.ShuttingDown);
                }
            }
            else
            {
                EndIfIdle();
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var visit = new Task(static self => ((Activation)self!).Visit(), this, TaskCreationOptions.DenyChildAttach);
        _entering = this;
        visit.RunSynchronously(this);
        visit.GetAwaiter().GetResult();
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            (_work ??= new Queue<Task>(2)).Enqueue(task);
            Schedule();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
    {
        if (taskWasPreviouslyQueued || !(ReferenceEquals(_entering, this) || ReferenceEquals(Current, this)))
        {
            return false;
        }

        _entering = null;
        return TryExecuteTask(task);
    }

    protected override IEnumerable<Task> GetScheduledTasks() => _work ?? [];

    private bool MayBegin(RequestMode mode) => mode switch
    {
        RequestMode.Interleaving => true,
        RequestMode.ReadOnly => !_exclusive,
        _ => !_exclusive && _readers == 0,
    };

    private void Admit(Request request)
    {
        switch (request.Mode)
        {
            case RequestMode.Exclusive:
                _exclusive = true;
                break;
            case RequestMode.ReadOnly:
                _readers++;
                break;
            default:
                _interleaving++;
                break;
        }

        _ready.Add(request);
        Schedule();
    }

    /// <summary>Lets in what may begin now, in the order of arrival.</summary>
    private void AdmitWaiting()
    {
        if (_exclusive || _readers > 0 || _waiting.IsEmpty)
        {
            return;
        }

        var passed = new RequestQueue();
        while (_waiting.Take() is { } request)
        {
            if (request.IsAbandoned)
            {
                Volatile.Write(ref _load, _load - 1);
            }
            else if (MayBegin(request.Mode))
            {
                Admit(request);
                if (_exclusive && passed.IsEmpty && !_waiting.HasInterleaving)
                {
                    return;
                }
            }
            else
            {
                passed.Add(request);
            }
        }

        _waiting = passed;
    }

    private void Schedule()
    {
        if (!_scheduled)
        {
            _scheduled = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private void Visit()
    {
        var clean = ExecutionContext.Capture();
        for (var turn = 0; turn < TurnsPerVisit; turn++)
        {
            Task? work = null;
            Request? request = null;
            Step step;
            lock (_gate)
            {
                step = _step;
                _step = Step.None;
                if (step == Step.None)
                {
                    _workRanLast = _work is { Count: > 0 } && !(_workRanLast && !_ready.IsEmpty);
                    work = _workRanLast ? _work!.Dequeue() : null;
                    request = work is null ? _ready.Take() : null;
                    if (work is null && request is null)
                    {
                        _scheduled = false;
                        return;
                    }
                }
            }

            TakeTurn(step, work, request);
            if (!ReferenceEquals(ExecutionContext.Capture(), clean) && clean is not null)
            {
                ExecutionContext.Restore(clean);
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void TakeTurn(Step step, Task? work, Request? request)
    {
        if (work is not null)
        {
            TryExecuteTask(work);
        }
        else if (request is not null)
        {
            Begin(request);
        }
        else
        {
            _ = step == Step.Begin ? BeginAsync() : EndAsync();
        }
    }

    private void Begin(Request request)
    {
        Task running;
        try
        {
            running = request.InvokeOn(this);
        }
#pragma warning disable CA1031 // Whatever it is, the caller gets it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            running = Task.FromException(failure);
        }

        if (running.IsCompleted)
        {
            Finish(request, running);
        }
        else
        {
            request.Watch(this, running);
        }
    }
}
