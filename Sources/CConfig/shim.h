#pragma once
#include <libconfig.h>

// Macros that Swift cannot import.
static inline const char *cconfig_error_text(const config_t *config) {
    return config_error_text(config);
}
static inline int cconfig_error_line(const config_t *config) { return config_error_line(config); }
static inline config_setting_t *cconfig_root(const config_t *config) {
    return config_root_setting(config);
}
static inline int cconfig_type(const config_setting_t *setting) {
    return config_setting_type(setting);
}
static inline unsigned int cconfig_line(const config_setting_t *setting) {
    return config_setting_source_line(setting);
}
