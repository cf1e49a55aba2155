import { Journal } from '../../core/control/journal.ts';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { type ListenOptions, listen } from '../../core/http-listener.ts';
import { withServiceLogger } from '../../core/masking-logger.ts';
import type { Running, Service } from '../../core/service.ts';
import { serviceOf } from '../../core/service-of.ts';
import { Undo } from '../../core/undo.ts';
import { listenForClientErrors } from './client-error-listener.ts';
import { createConnectListener } from './connect-listener.ts';
import { openDirectDoors } from './direct-doors.ts';
import type { GatewayEndpoints } from './endpoints.ts';
import { gatewayAbility } from './fault-ability.ts';
import { defaultGatewayOptions, type GatewayOptions, type GivenGatewayOptions } from './options.ts';
import { createOwnApp } from './own-app.ts';
import { Relay } from './relay.ts';
import { createRequestListener } from './request-listener.ts';
import { createState } from './state.ts';
import { TlsTerminator } from './tls-terminator.ts';
import type { TunnelEnds } from './tunnel-end.ts';
import { WAYS } from './ways-to-world.ts';

/** The gateway in this process. Starting rejects with `ERR_BAD_OPTION` for a host that is none. */
export function embeddedGateway(options: GivenGatewayOptions): Service<GatewayEndpoints> {
  return serviceOf('gateway', () =>
    open(
      withServiceLogger('gateway', {
        ...defaultGatewayOptions,
        journal: new Journal(),
        faults: new FaultPlan(),
        ...options,
      }),
    ),
  );
}

function open(options: GatewayOptions): Promise<Running<GatewayEndpoints>> {
  return Undo.onFailure(async (undo) => {
    const tunnelEnds: TunnelEnds = new WeakMap();
    const state = createState(options, tunnelEnds);
    const { journal, faults, clock, catchUp, logger } = options;
    faults.offer(
      'gateway',
      gatewayAbility(
        () => state.table,
        options.sources,
        Object.assign({}, ...options.standIns.map(({ abilities }) => abilities)),
      ),
    );
    const notebook = { journal, clock, logger };
    const relay = new Relay(options);
    undo.defer(() => relay.close());
    const own = createOwnApp(state, options);
    const answer = createRequestListener({
      notebook,
      faults,
      state,
      tunnelEnds,
      relay,
      bodyTimeoutMs: options.bodyTimeoutMs,
      world: options.world,
      own,
    });

    /** One server for every way in, so that its timeouts and its end hold for all of them. */
    const configure: ListenOptions['configure'] = (server, connections) => {
      // What is passed on takes as long as it takes; limit-body-time.ts bounds all other bodies.
      server.requestTimeout = 0;
      const tls = new TlsTerminator(options);
      const parts = { options, notebook, faults, state, tunnelEnds, tls, connections };
      server.on('connect', createConnectListener(server, parts));
      listenForClientErrors(server, notebook, tunnelEnds);
    };
    const { url, close } = await listen('gateway', answer, {
      host: options.host,
      port: options.port,
      drainMs: options.drainMs,
      clock,
      catchUp,
      entrance: options.world && { ...options.world, ways: WAYS },
      configure,
    });
    undo.defer(close);
    const direct =
      options.direct && (await openDirectDoors(options.direct, options, tunnelEnds, answer, undo));
    return {
      endpoints: {
        ...{ url, caFile: options.caFile, ...(direct && { direct }) },
        // Sources can be others while it runs.
        get hosts() {
          return state.table.names;
        },
      },
      reset: async () => state.reset(),
      close: () => undo.run(),
    };
  });
}
